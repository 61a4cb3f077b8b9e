package io.keras4j.data;

import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Arrays that belong together, a sample in every row: inputs, targets, and weights of samples.
 *
 * @param x the inputs of a model
 * @param y the targets for its outputs; empty for none
 * @param weights the weights of samples: none, one array for all outputs, or one for each, null for outputs without
 */
public record Samples(List<INDArray> x, List<INDArray> y, List<INDArray> weights) {
    /**
     * The samples that a user passes in: arrays (see {@link ArrayLike}), lists of them in the order of inputs or outputs, or maps from the
     * names of inputs or outputs.
     *
     * @param y null for none
     * @param sampleWeight null for none
     * @throws IllegalArgumentException when there are no samples, or their numbers differ
     */
    public static Samples of(
            Object x, Object y, Object sampleWeight, List<String> inputNames, List<String> outputNames) {
        Samples samples = new Samples(
                arrays(x, "x", inputNames),
                y == null ? List.of() : arrays(y, "y", outputNames),
                sampleWeight == null ? List.of() : arrays(sampleWeight, "sampleWeight", outputNames));
        samples.check();
        return samples;
    }

    /** A batch for prediction; arguments here are arrays (see {@link ArrayLike}) with a sample in every row, or lists of such. */
    public static Samples of(Object x) {
        return of(x, null, null, List.of(), List.of());
    }

    /** A batch with targets. */
    public static Samples of(Object x, Object y) {
        return of(x, y, null, List.of(), List.of());
    }

    /** A batch with targets and weights of samples. */
    public static Samples of(Object x, Object y, Object sampleWeight) {
        return of(x, y, sampleWeight, List.of(), List.of());
    }

    private static List<INDArray> arrays(Object value, String what, List<String> names) {
        if (value instanceof Map) {
            return byName((Map<?, ?>) value, what, names);
        }
        List<?> values = value instanceof List ? (List<?>) value : List.of(required(value, what));
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + ": the list of arrays is empty");
        }
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            arrays.add(ArrayLike.toArray(values.get(i), values.size() == 1 ? what : what + "[" + i + "]"));
        }
        return arrays;
    }

    private static Object required(Object value, String what) {
        if (value == null) {
            throw new IllegalArgumentException(what + " is null");
        }
        return value;
    }

    private static List<INDArray> byName(Map<?, ?> values, String what, List<String> names) {
        boolean complete = what.equals("sampleWeight") || values.keySet().containsAll(names);
        if (!complete || !names.containsAll(values.keySet())) {
            throw new IllegalArgumentException(
                    what + ": expected a map with the keys " + names + ", got the keys " + values.keySet());
        }
        List<INDArray> arrays = new ArrayList<>();
        for (String name : names) {
            arrays.add(
                    values.containsKey(name) ? ArrayLike.toArray(values.get(name), what + " \"" + name + "\"") : null);
        }
        return arrays;
    }

    void check() {
        long count = -1;
        String first = null;
        for (Map.Entry<String, List<INDArray>> group :
                List.of(Map.entry("x", x), Map.entry("y", y), Map.entry("sampleWeight", weights))) {
            for (INDArray array : group.getValue()) {
                if (array == null) {
                    continue;
                }
                if (array.rank() == 0) {
                    throw new IllegalArgumentException(
                            group.getKey() + ": expected an array with a sample in every row, got a single number");
                }
                if (array.isEmpty()) {
                    throw new IllegalArgumentException(
                            group.getKey() + " is empty: its shape is " + Shape.of(array.shape()));
                }
                if (count >= 0 && array.size(0) != count) {
                    throw new IllegalArgumentException("All arrays must have the same number of samples; " + first
                            + " has " + count + ", " + group.getKey() + " has " + array.size(0));
                }
                count = array.size(0);
                first = first == null ? group.getKey() : first;
            }
        }
    }

    /** The number of samples. */
    public long count() {
        return x.get(0).size(0);
    }

    /** The samples from number {@code from} up to, but without, number {@code to}. */
    public Samples slice(long from, long to) {
        return new Samples(slice(x, from, to), slice(y, from, to), slice(weights, from, to));
    }

    private static List<INDArray> slice(List<INDArray> arrays, long from, long to) {
        List<INDArray> slices = new ArrayList<>();
        for (INDArray array : arrays) {
            slices.add(array == null ? null : slice(array, from, to));
        }
        return slices;
    }

    static INDArray slice(INDArray array, long from, long to) {
        if (array.rank() == 1) {
            return array.get(NDArrayIndex.interval(from, to));
        }
        long[] shape = array.shape().clone();
        shape[0] = to - from;
        long offset = array.offset() + from * array.stride(0);
        return Nd4j.create(array.data(), shape, array.stride(), offset, array.ordering());
    }

    /**
     * These samples with the weights that {@code classWeight} gives to the classes of the targets, 1 for others; targets are numbers of
     * classes, or one-hot.
     *
     * @throws IllegalArgumentException when there are weights already, or several targets
     */
    public Samples withClassWeight(Map<Integer, Double> classWeight) {
        if (!weights.isEmpty()) {
            throw new IllegalArgumentException("classWeight and sampleWeight cannot both be given");
        }
        if (y.size() != 1) {
            throw new IllegalArgumentException("classWeight needs exactly one target, got " + y.size());
        }
        INDArray labels = y.get(0);
        boolean oneHot = labels.rank() > 1 && labels.size(-1) != 1;
        INDArray classes = oneHot ? labels.argMax(-1) : labels;
        if (classes.length() != count()) {
            throw new IllegalArgumentException(
                    "classWeight needs one class for each sample, got y of shape " + Shape.of(labels.shape()));
        }
        float[] given = new float[(int) count()];
        INDArray flat = classes.dup('c').reshape(new long[] {count()});
        for (int i = 0; i < given.length; i++) {
            given[i] = classWeight
                    .getOrDefault((int) Math.rint(flat.getDouble(i)), 1.0)
                    .floatValue();
        }
        return new Samples(x, y, List.of(Nd4j.createFromArray(given)));
    }
}
