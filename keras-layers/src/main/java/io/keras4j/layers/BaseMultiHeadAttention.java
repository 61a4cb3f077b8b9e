package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Attention of several heads, each with its own projections of query, key and value, whose results one projection combines. */
abstract class BaseMultiHeadAttention<S extends BaseMultiHeadAttention<S>> extends WeightedLayer<S>
        implements KernelSetters<S>, BiasSetters<S> {
    private final Argument<Double> dropout = argument("dropout", Codecs.between(0, 1), 0);
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    private final Argument<Boolean> useGate = argument("use_gate", Codecs.bool(), false);
    private final Argument<Integer> slidingWindow =
            argument("sliding_window", Codecs.atLeast(1).optional(), null);
    private final WeightArguments kernelArguments = new WeightArguments(this, "kernel", "glorot_uniform");
    private final WeightArguments biasArguments = new WeightArguments(this, "bias", "zeros");
    private final Argument<Long> seed = argument("seed", Codecs.longInteger().optional(), null);
    private EinsumDense queryDense;
    private EinsumDense keyDense;
    private EinsumDense gateDense;
    private EinsumDense valueDense;
    private EinsumDense outputDense;
    private Dropout dropoutLayer;

    /** Sets which part of the weights of values is dropped in training, from 0, the default, to 1. */
    public S dropout(double rate) {
        dropout.set(rate);
        return self();
    }

    /** Sets whether the projections have biases; true by default. */
    public S useBias(boolean value) {
        useBias.set(value);
        return self();
    }

    /** Sets whether the results of the heads are multiplied with a gate: the sigmoid of a projection of the query; false by default. */
    public S useGate(boolean value) {
        useGate.set(value);
        return self();
    }

    /** Sets from how far a position does not attend to another any more; null, the default, for no limit. */
    public S slidingWindow(Integer width) {
        slidingWindow.set(width);
        return self();
    }

    /**
     * Sets whether to compute without writing down all weights. Null, the default, and false leave it as it is.
     *
     * @throws IllegalArgumentException for true: this is not available
     */
    public S flashAttention(Boolean value) {
        if (Boolean.TRUE.equals(value)) {
            throw new IllegalArgumentException(
                    label() + ": flash_attention: expected null or false: true is not supported");
        }
        return self();
    }

    /** Sets the seed of the dropout. */
    public S seed(Number value) {
        seed.set(value);
        return self();
    }

    @Override
    public final WeightArguments kernelArguments() {
        return kernelArguments;
    }

    @Override
    public final WeightArguments biasArguments() {
        return biasArguments;
    }

    // ---- What subclasses say

    /** The number of heads of queries. */
    abstract int queryHeads();

    /** The number of heads of keys and values, each of which serves as many of the queries. */
    abstract int keyValueHeads();

    /** The size of queries and keys in a head. */
    abstract int keySize();

    /** The size of values in a head. */
    abstract int valueSize();

    /** The sizes of the output after those axes of the query that are not its last. */
    abstract List<Integer> outputSizes(Shape query);

    /** The axes along which positions attend to each other, for inputs with this number of axes. */
    abstract List<Integer> attentionAxes(int rank);

    /** What comes before "query_dense" and the like in Keras's names of attributes. */
    abstract String attributePrefix();

    /** The penalty on what each projection gives. */
    abstract Regularizer projectionRegularizer();

    // ---- The layer

    @Override
    public List<String> inputNames() {
        return List.of("query", "value", "key");
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() < 2 || inputs.size() > 3) {
            throw new IllegalArgumentException(
                    "expected 2 or 3 inputs, namely query and value, or query, value and key, got " + inputs.size()
                            + ": " + inputs);
        }
        Shape query = inputs.get(0);
        Shape value = inputs.get(1);
        Shape key = inputs.get(inputs.size() - 1);
        if (!value.slice(1, value.rank() - 1).equals(key.slice(1, key.rank() - 1))) {
            throw new IllegalArgumentException(
                    "all sizes of value and key but the first and the last must be equal, got shapes " + value + " and "
                            + key);
        }
        List<Integer> ofQuery = List.of(queryHeads(), keySize());
        List<Integer> gated = List.of(queryHeads(), valueSize());
        queryDense = project(attributePrefix() + "query_dense", "query", query, 1, ofQuery);
        keyDense = project(attributePrefix() + "key_dense", "key", key, 1, List.of(keyValueHeads(), keySize()));
        if (useGate.get()) {
            gateDense = project("_gate_dense", "gate", query, 1, gated);
        }
        valueDense =
                project(attributePrefix() + "value_dense", "value", value, 1, List.of(keyValueHeads(), valueSize()));
        if (dropout.get() > 0) {
            dropoutLayer = addSublayer("_dropout_layer", new Dropout(dropout.get()));
            dropoutLayer.seed(seed.get()).dtype(dtypePolicy().name());
        }
        Shape heads = query.slice(0, query.rank() - 1).append(queryHeads()).append(valueSize());
        outputDense = project(attributePrefix() + "output_dense", "attention_output", heads, 2, outputSizes(query));
    }

    /** A layer that replaces the last {@code bound} axes of an input by others of these sizes. */
    private EinsumDense project(String attribute, String name, Shape input, int bound, List<Integer> sizes) {
        int free = input.rank() - bound;
        String kept = letters(0, free);
        String summed = letters(free, bound);
        String made = letters(input.rank(), sizes.size());
        Integer[] outputShape = new Integer[free - 1 + sizes.size()];
        for (int i = 0; i < sizes.size(); i++) {
            outputShape[free - 1 + i] = sizes.get(i);
        }
        EinsumDense layer = new EinsumDense(kept + summed + "," + summed + made + "->" + kept + made, outputShape)
                .name(name)
                .dtype(dtypePolicy().name())
                .biasAxes(useBias.get() ? made : null)
                .activityRegularizer(projectionRegularizer())
                .kernelInitializer(copy(kernelArguments.initializer.get()))
                .kernelRegularizer(kernelArguments.regularizer.get())
                .kernelConstraint(kernelArguments.constraint.get())
                .biasInitializer(copy(biasArguments.initializer.get()))
                .biasRegularizer(biasArguments.regularizer.get())
                .biasConstraint(biasArguments.constraint.get());
        if (name.equals("gate")) {
            layer.activation("sigmoid");
        }
        addSublayer(attribute, layer).buildFor(List.of(input));
        return layer;
    }

    private static String letters(int start, int count) {
        return IntStream.range(start, start + count)
                .mapToObj(i -> Character.toString('a' + i))
                .collect(Collectors.joining());
    }

    /** One that starts from another seed, unless it was given one. */
    private static Initializer copy(Initializer initializer) {
        return Initializer.KIND.get(Initializer.KIND.envelope(initializer));
    }

    @Override
    protected List<Tensor> callAll(List<Tensor> inputs) {
        Tensor query = inputs.get(0);
        Tensor value = inputs.get(1);
        Tensor key = inputs.get(inputs.size() - 1);
        Tensor mask = mask(query, value, inputs.size() > 2 ? key : null);
        Tensor q = queryDense.apply(query);
        Tensor k = repeatHeads(keyDense.apply(key));
        Tensor v = repeatHeads(valueDense.apply(value));
        boolean returnsScores = Boolean.TRUE.equals(callArgument("return_attention_scores"));
        Tensor weights = null;
        Tensor heads;
        if (dropout.get() == 0 && !returnsScores && q.rank() == 4) {
            Tensor ofHeads = mask == null ? null : maskOfHeads(mask, 1, 4);
            heads = Ops.dotProductAttention(q, k, v, null, ofHeads, 1 / Math.sqrt(keySize()), false);
        } else {
            Equations equations = new Equations(q.rank(), attentionAxes(query.rank()));
            weights = weights(q, k, mask, equations);
            heads = Ops.einsum(equations.combine, dropoutLayer == null ? weights : dropoutLayer.apply(weights), v);
        }
        Tensor output = outputDense.apply(gateDense == null ? heads : Ops.multiply(heads, gateDense.apply(query)));
        return returnsScores ? List.of(output, weights) : List.of(output);
    }

    /** Which values each position of the query may attend to, (batch, queries..., values...); null for all. */
    private Tensor mask(Tensor query, Tensor value, Tensor key) {
        long queries = query.shape().dim(1);
        long values = value.shape().dim(1);
        Tensor queryMask = maskArgument("query_mask", query);
        Tensor mask = queryMask == null ? null : Ops.expandDims(queryMask, -1);
        for (Tensor other : Arrays.asList(maskArgument("value_mask", value), maskArgument("key_mask", key))) {
            mask = AttentionMasks.and(mask, other == null ? null : Ops.expandDims(other, -2));
        }
        if (Boolean.TRUE.equals(callArgument("use_causal_mask"))) {
            mask = AttentionMasks.and(mask, AttentionMasks.causal(queries, values));
        }
        if (slidingWindow.get() != null) {
            mask = AttentionMasks.and(mask, AttentionMasks.band(queries, values, slidingWindow.get()));
        }
        Tensor given = (Tensor) callArgument("attention_mask");
        return AttentionMasks.and(given == null ? null : Ops.cast(given, DType.BOOL), mask);
    }

    /** The mask that a call gives under this name, else that of x, which may be null. */
    private Tensor maskArgument(String name, Tensor x) {
        Tensor given = (Tensor) callArgument(name);
        return given != null || x == null ? given : x.mask();
    }

    private Tensor repeatHeads(Tensor projected) {
        int times = queryHeads() / keyValueHeads();
        return times == 1 ? projected : Ops.repeat(projected, times, -2);
    }

    private Tensor weights(Tensor query, Tensor key, Tensor mask, Equations equations) {
        Tensor products = Ops.einsum(equations.products, key, Ops.multiply(query, 1 / Math.sqrt(keySize())));
        Integer[] axes = IntStream.rangeClosed(-equations.axes, -1).boxed().toArray(Integer[]::new);
        Tensor masked = mask == null ? products : products.withMask(maskOfHeads(mask, equations.axes, products.rank()));
        return new Softmax(axes[0], Arrays.copyOfRange(axes, 1, axes.length))
                .dtype(dtypePolicy().name())
                .apply(masked)
                .withMask(null);
    }

    /** {@code mask} with further axes for the heads, and others that it lacks, before those of queries and values. */
    private static Tensor maskOfHeads(Tensor mask, int axes, int rank) {
        Tensor expanded = mask;
        while (expanded.rank() < rank) {
            expanded = Ops.expandDims(expanded, -2 * axes - 1);
        }
        return expanded;
    }

    /** How projected queries and keys (batch, ..., heads, size) are multiplied, and the results, as weights, with projected values. */
    private static final class Equations {
        final String products;
        final String combine;
        final int axes;

        Equations(int rank, List<Integer> attentionAxes) {
            axes = attentionAxes.size();
            String query = letters(0, rank);
            String others = letters(rank, axes);
            StringBuilder key = new StringBuilder(query);
            StringBuilder batch = new StringBuilder(query.substring(0, rank - 1));
            for (int i = axes - 1; i >= 0; i--) {
                key.setCharAt(attentionAxes.get(i), others.charAt(i));
                batch.deleteCharAt(attentionAxes.get(i));
            }
            String queries = attentionAxes.stream()
                    .map(axis -> query.substring(axis, axis + 1))
                    .collect(Collectors.joining());
            String weights = batch + queries + others;
            products = key + "," + query + "->" + weights;
            combine = weights + "," + key + "->" + query;
        }
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return Arrays.asList(inputs.get(0).mask(), null).subList(0, outputs.size());
    }

    /** Keras lists the activity regularizer where there is none, too. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.putIfAbsent("activity_regularizer", null);
        return config;
    }
}
