package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Attention of several heads: each projects query, key and value for itself and takes means of values, weighted by the softmax of the scaled
 * products of queries and keys; a last projection combines the heads. <a
 * href="https://keras.io/api/layers/attention_layers/multi_head_attention/">Keras's</a>.
 *
 * <p>Inputs: query (batch, T, size), value (batch, S, size of values) and key (batch, S, size of keys), by default the value; there may be
 * several axes of positions. Output: (batch, T, size) or of the output shape that is given. Weights: those of the layers query, key, gate,
 * value and attention_output. Masks of the inputs exclude values; the output has that of the query. Call arguments: "attention_mask"
 * (batch, T, S), "use_causal_mask", for which a position attends only to itself and those before, and "return_attention_scores", for
 * the weights (batch, heads, T, S) as second output. Source: Vaswani et al., Attention Is All You Need (2017).
 *
 * <pre>{@code
 * Tensor y = new MultiHeadAttention(8, 64).apply(x, x);   // self-attention
 * Tensor past = new MultiHeadAttention(8, 64).apply(List.of(x, x), new CallArguments().with("use_causal_mask", true));
 * }</pre>
 */
public final class MultiHeadAttention extends BaseMultiHeadAttention<MultiHeadAttention> {
    private final Argument<Integer> numHeads = argument("num_heads", Codecs.atLeast(1));
    private final Argument<Integer> keyDim = argument("key_dim", Codecs.atLeast(1));
    private final Argument<Integer> valueDim =
            argument("value_dim", Codecs.atLeast(1).optional(), null);
    private final Argument<List<Integer>> outputShape = argument(
            "output_shape",
            Codecs.of(
                            value -> value instanceof Number
                                    ? List.of(Codecs.atLeast(1).decode(value))
                                    : Codecs.list(Codecs.atLeast(1)).decode(value),
                            ArrayList::new)
                    .optional(),
            null);
    private final Argument<List<Integer>> attentionAxes = argument(
            "attention_axes",
            Codecs.of(
                            value -> value instanceof Number
                                    ? List.of(Codecs.integer().decode(value))
                                    : Codecs.list(Codecs.integer()).decode(value),
                            ArrayList::new)
                    .optional(),
            null);

    /** To be configured. */
    MultiHeadAttention() {}

    /** A layer with this number of heads, in which queries and keys have this size. */
    public MultiHeadAttention(int numHeads, int keyDim) {
        this.numHeads.set(numHeads);
        this.keyDim.set(keyDim);
    }

    /** Sets the size of values in a head; by default that of keys. */
    public MultiHeadAttention valueDim(int size) {
        valueDim.set(size);
        return this;
    }

    /** Sets the sizes that the output has instead of the last one of the query. */
    public MultiHeadAttention outputShape(int... sizes) {
        outputShape.set(Pairs.list(sizes));
        return this;
    }

    /** Sets the axes along which positions attend to each other; by default all but that of the batch and the last. */
    public MultiHeadAttention attentionAxes(int... axes) {
        attentionAxes.set(Pairs.list(axes));
        return this;
    }

    @Override
    int queryHeads() {
        return numHeads.get();
    }

    @Override
    int keyValueHeads() {
        return numHeads.get();
    }

    @Override
    int keySize() {
        return keyDim.get();
    }

    @Override
    int valueSize() {
        return valueDim.get() == null ? keyDim.get() : valueDim.get();
    }

    @Override
    List<Integer> outputSizes(Shape query) {
        return outputShape.get() == null ? List.of(query.intDim(-1)) : outputShape.get();
    }

    @Override
    List<Integer> attentionAxes(int rank) {
        return attentionAxes.get() == null
                ? IntStream.range(1, rank - 1).boxed().toList()
                : attentionAxes.get().stream()
                        .map(axis -> axis < 0 ? axis + rank : axis)
                        .toList();
    }

    @Override
    String attributePrefix() {
        return "";
    }

    /** In Keras the penalty is on the outputs of the projections, and not once more on that of this layer. */
    @Override
    Regularizer projectionRegularizer() {
        return super.activityRegularizer();
    }

    @Override
    protected Regularizer activityRegularizer() {
        return null;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.put(valueDim.key(), valueSize());
        return config;
    }
}
