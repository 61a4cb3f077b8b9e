package io.keras4j.data;

import io.keras4j.tensor.Shape;
import io.keras4j.tensor.StringTensor;
import java.util.ArrayList;
import java.util.Arrays;
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
 * @param names what the arrays belong to, where that is not said by their order
 * @param strings those inputs of a model that are strings
 */
public record Samples(
        List<INDArray> x, List<INDArray> y, List<INDArray> weights, Names names, List<StringTensor> strings) {
    /** Arrays in the order of a model's inputs and outputs. */
    public Samples(List<INDArray> x, List<INDArray> y, List<INDArray> weights) {
        this(x, y, weights, Names.NONE, List.of());
    }

    /**
     * The samples that a user passes in: arrays (see {@link ArrayLike}) with a sample in every row, lists of them in the order of inputs or
     * outputs, or maps from the names of inputs or outputs. Inputs may also be strings: arrays or collections of such.
     *
     * @param y null for none
     * @param sampleWeight null for none
     * @throws IllegalArgumentException when there are no samples, or their numbers differ
     */
    public static Samples of(Object x, Object y, Object sampleWeight) {
        Inputs inputs = Inputs.of(x, ArrayLike::toArray);
        Samples samples = new Samples(
                inputs.numbers(),
                y == null ? List.of() : arrays(y, "y"),
                sampleWeight == null ? List.of() : arrays(sampleWeight, "sampleWeight"),
                new Names(inputs.names(), Names.of(y, "y"), Names.of(sampleWeight, "sampleWeight")),
                inputs.strings());
        samples.check();
        return samples;
    }

    /** A batch for prediction. */
    public static Samples of(Object x) {
        return of(x, null, null);
    }

    /** A batch with targets. */
    public static Samples of(Object x, Object y) {
        return of(x, y, null);
    }

    private static List<INDArray> arrays(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return Names.sorted(map, what).stream()
                    .map(name -> ArrayLike.toArray(map.get(name), what + " \"" + name + "\""))
                    .toList();
        }
        List<?> values = value instanceof List ? (List<?>) value : List.of(value);
        if (values.isEmpty()) {
            throw new IllegalArgumentException(what + ": the list of arrays is empty");
        }
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            arrays.add(ArrayLike.toArray(values.get(i), values.size() == 1 ? what : what + "[" + i + "]"));
        }
        return arrays;
    }

    /** The input of this name. */
    public INDArray x(String name) {
        return Names.find(x, names.x(), "x", name);
    }

    /** The target of this name. */
    public INDArray y(String name) {
        return Names.find(y, names.y(), "y", name);
    }

    /**
     * These samples with the arrays in the order of a model's inputs and outputs; outputs for which there are no weights have null for them.
     *
     * @throws IllegalArgumentException when the arrays have other names
     */
    public Samples inOrder(List<String> inputNames, List<String> outputNames) {
        if (names.equals(Names.NONE)) {
            return this;
        }
        List<Object> inputs = new ArrayList<>(x);
        inputs.addAll(strings);
        List<Object> ordered = Names.inOrder(inputs, names.x(), inputNames, "x");
        return new Samples(
                only(INDArray.class, ordered),
                Names.inOrder(y, names.y(), outputNames, "y"),
                Names.inOrder(weights, names.weights(), outputNames, "sampleWeight"),
                Names.NONE,
                only(StringTensor.class, ordered));
    }

    private static <T> List<T> only(Class<T> type, List<?> inputs) {
        return inputs.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** These inputs, without targets and weights. */
    public Samples withoutTargets() {
        return new Samples(x, List.of(), List.of(), new Names(names.x(), List.of(), List.of()), strings);
    }

    void check() {
        long count = -1;
        String first = null;
        for (StringTensor tensor : strings) {
            if (tensor.rank() == 0) {
                throw new IllegalArgumentException(
                        "x: expected an array with a sample in every row, got a single string");
            }
            if (count >= 0 && tensor.shape().dim(0) != count) {
                throw new IllegalArgumentException("All arrays must have the same number of samples; x has both "
                        + count + " and " + tensor.shape().dim(0));
            }
            count = tensor.shape().dim(0);
            first = "x";
        }
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
        return strings.isEmpty() ? x.get(0).size(0) : strings.get(0).shape().dim(0);
    }

    /** The samples from number {@code from} up to, but without, number {@code to}. */
    public Samples slice(long from, long to) {
        return new Samples(
                slice(x, from, to),
                slice(y, from, to),
                slice(weights, from, to),
                names,
                strings.stream()
                        .map(tensor -> tensor.slice((int) from, (int) to))
                        .toList());
    }

    /** Sample number {@code index}. */
    Sample row(long index) {
        return new Sample(
                rows(x, index),
                rows(y, index),
                rows(weights, index),
                names,
                strings.stream()
                        .map(tensor ->
                                tensor.rows((int) index).reshape(tensor.shape().drop(0)))
                        .toList());
    }

    private static List<INDArray> rows(List<INDArray> arrays, long row) {
        return arrays.stream()
                .map(array -> {
                    long[] shape = Arrays.copyOfRange(array.shape(), 1, array.rank());
                    return slice(array, row, row + 1).reshape(shape);
                })
                .toList();
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
        return new Samples(
                x, y, List.of(Nd4j.createFromArray(given)), new Names(names.x(), names.y(), List.of()), strings);
    }
}
