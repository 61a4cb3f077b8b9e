package io.keras4j.datasets;

import io.keras4j.preprocessing.NumpyRandom;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How the words of a data set are numbered, and which are kept: the arguments of Keras's {@code load_data}.
 *
 * @param <S> the class itself
 */
public abstract class TokenOptions<S extends TokenOptions<S>> {
    private Integer numWords;
    private int skipTop;
    private Integer maxlen;
    private int seed = 113;
    private Integer startChar = 1;
    private Integer oovChar = 2;
    private int indexFrom = 3;

    TokenOptions() {}

    /** Sequences and their labels. */
    record Labelled(int[][] sequences, long[] labels) {}

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    /** Replaces words from this number on by {@code oovChar}, so that frequent words stay; null, the default, keeps all. */
    public S numWords(Integer value) {
        numWords = value;
        return self();
    }

    /** Replaces so many of the most frequent words; 0 by default. */
    public S skipTop(int value) {
        skipTop = value;
        return self();
    }

    /** Leaves out sequences of this length or more; null, the default, for none. */
    public S maxlen(Integer value) {
        maxlen = value;
        return self();
    }

    /** Sets the seed of the order of the samples, 113 by default: the order is the same as in Python. */
    public S seed(int value) {
        seed = value;
        return self();
    }

    /** Sets the number that sequences begin with, 1 by default; null for none. */
    public S startChar(Integer value) {
        startChar = value;
        return self();
    }

    /** Sets what words become that are not kept, 2 by default; null leaves them out. */
    public S oovChar(Integer value) {
        oovChar = value;
        return self();
    }

    /** Adds this to the numbers of words, 3 by default. */
    public S indexFrom(int value) {
        indexFrom = value;
        return self();
    }

    /** The source of the order of samples. */
    final NumpyRandom random() {
        return new NumpyRandom(seed);
    }

    /** The samples in random order, with their words numbered as Keras does, those left out that are too long. */
    final Labelled arranged(Labelled samples, NumpyRandom random) {
        int[] order = random.permutation(samples.sequences().length);
        int[] kept = Arrays.stream(order)
                .filter(i -> maxlen == null || maxlen == 0 || length(samples.sequences()[i]) < maxlen)
                .toArray();
        return new Labelled(
                Arrays.stream(kept)
                        .mapToObj(i -> numbered(samples.sequences()[i]))
                        .toArray(int[][]::new),
                Arrays.stream(kept).mapToLong(i -> samples.labels()[i]).toArray());
    }

    private int length(int[] sequence) {
        return sequence.length + (startChar == null ? 0 : 1);
    }

    private int[] numbered(int[] sequence) {
        IntStream words = Arrays.stream(sequence).map(word -> word + indexFrom);
        return (startChar == null ? words : IntStream.concat(IntStream.of(startChar), words)).toArray();
    }

    /** Replaces what is not kept; without {@code numWords} that is the word of the highest number among all, as in Keras. */
    final void limit(int[][] sequences) {
        int end = numWords != null && numWords > 0
                ? numWords
                : Arrays.stream(sequences).flatMapToInt(Arrays::stream).max().orElse(0);
        for (int i = 0; i < sequences.length; i++) {
            IntStream words = Arrays.stream(sequences[i]);
            sequences[i] = oovChar == null
                    ? words.filter(word -> word >= skipTop && word < end).toArray()
                    : words.map(word -> word >= skipTop && word < end ? word : oovChar)
                            .toArray();
        }
    }

    /** What is told when {@code maxlen} leaves nothing. */
    final IllegalArgumentException nothingLeft() {
        return new IllegalArgumentException("maxlen: there are no sequences shorter than " + maxlen + "; increase it");
    }
}
