package io.keras4j.layers;

import io.keras4j.config.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The codec of a pair of numbers, before and after, for each spatial axis. One number stands for all; one per axis stands for both of its
 * pair. For a single axis the pair stands alone.
 */
final class Pairs {
    private Pairs() {}

    static Codecs.Simple<List<List<Integer>>> codec(int rank) {
        return rank == 1
                ? Codecs.of(value -> List.of(pair(value)), pairs -> new ArrayList<Object>(pairs.get(0)))
                : Codecs.of(value -> pairs(rank, value), ArrayList::new);
    }

    private static List<List<Integer>> pairs(int rank, Object value) {
        if (value instanceof Number) {
            return Collections.nCopies(rank, pair(value));
        }
        List<List<Integer>> pairs =
                Codecs.list(Codecs.of(Pairs::pair, pair -> pair)).decode(value);
        if (pairs.size() != rank) {
            throw Codecs.unexpected("an integer, " + rank + " integers or " + rank + " pairs of integers", value);
        }
        return pairs;
    }

    private static List<Integer> pair(Object value) {
        if (value instanceof Number) {
            return Collections.nCopies(2, Codecs.atLeast(0).decode(value));
        }
        List<Integer> pair = Codecs.list(Codecs.atLeast(0)).decode(value);
        if (pair.size() != 2) {
            throw Codecs.unexpected("an integer or a pair of integers", value);
        }
        return pair;
    }

    /** The numbers of a constructor as the codec takes them: one alone, or one per axis. */
    static Object given(int... numbers) {
        return numbers.length == 1 ? numbers[0] : list(numbers);
    }

    /** The numbers as a list. */
    static List<Integer> list(int... numbers) {
        List<Integer> list = new ArrayList<>();
        for (int number : numbers) {
            list.add(number);
        }
        return list;
    }
}
