package io.keras4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The names of a model's inputs and outputs that arrays belong to, in the order of these; empty where arrays are in the model's own order.
 *
 * @param x those of inputs, first of numbers, then of strings
 * @param y those of outputs that have targets
 * @param weights those of outputs that have weights of samples
 */
public record Names(List<String> x, List<String> y, List<String> weights) {
    /** For arrays in the order of inputs and outputs. */
    public static final Names NONE = new Names(List.of(), List.of(), List.of());

    /** Those of what a user passes in for targets or weights; maps have names. */
    static List<String> of(Object value, String what) {
        return value instanceof Map<?, ?> map ? sorted(map, what) : List.of();
    }

    /** The keys of a map in an order that does not depend on the kind of map. */
    static List<String> sorted(Map<?, ?> map, String what) {
        if (map.isEmpty()) {
            throw new IllegalArgumentException(what + ": the map of arrays is empty");
        }
        return map.keySet().stream().map(String.class::cast).sorted().toList();
    }

    /** The array of a name. */
    static INDArray find(List<INDArray> arrays, List<String> names, String what, String name) {
        int i = names.indexOf(name);
        if (i < 0 || i >= arrays.size()) {
            throw new IllegalArgumentException(what + ": there is no array \"" + name + "\", only "
                    + (names.isEmpty() ? "such without names" : names));
        }
        return arrays.get(i);
    }

    /** The arrays in the order of {@code wanted}. */
    static <T> List<T> inOrder(List<T> arrays, List<String> names, List<String> wanted, String what) {
        if (names.isEmpty()) {
            return arrays;
        }
        boolean complete = what.equals("sampleWeight") || names.containsAll(wanted);
        if (!complete || !wanted.containsAll(names)) {
            throw new IllegalArgumentException(
                    what + ": expected a map with the keys " + wanted + ", got the keys " + names);
        }
        List<T> ordered = new ArrayList<>();
        for (String name : wanted) {
            int i = names.indexOf(name);
            ordered.add(i < 0 ? null : arrays.get(i));
        }
        return ordered;
    }
}
