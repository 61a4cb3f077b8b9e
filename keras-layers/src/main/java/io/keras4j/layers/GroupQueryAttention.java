package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import java.util.List;
import java.util.Map;

/**
 * Attention of several heads, like {@link MultiHeadAttention}, in which several heads of the query share one of key and value; <a
 * href="https://keras.io/api/layers/attention_layers/group_query_attention/">Keras's</a>.
 *
 * <p>Inputs: query (batch, T, size), value (batch, S, size) and key (batch, S, size of keys), by default the value. Output: (batch, T, size).
 * Weights, masks and call arguments: those of {@link MultiHeadAttention}. Source: Ainslie et al., GQA: Training Generalized Multi-Query
 * Transformer Models from Multi-Head Checkpoints (2023).
 *
 * <pre>{@code
 * Tensor y = new GroupQueryAttention(64, 8, 2).apply(x, x);   // heads of size 64: 8 for queries, 2 for keys and values
 * }</pre>
 */
public final class GroupQueryAttention extends BaseMultiHeadAttention<GroupQueryAttention> {
    private final Argument<Integer> headDim = argument("head_dim", Codecs.atLeast(1));
    private final Argument<Integer> numQueryHeads = argument("num_query_heads", Codecs.atLeast(1));
    private final Argument<Integer> numKeyValueHeads = argument("num_key_value_heads", Codecs.atLeast(1));

    /** To be configured. */
    GroupQueryAttention() {}

    /** A layer whose heads have this size, with these numbers of heads for queries and for keys and values. */
    public GroupQueryAttention(int headDim, int numQueryHeads, int numKeyValueHeads) {
        this.headDim.set(headDim);
        this.numQueryHeads.set(numQueryHeads);
        this.numKeyValueHeads.set(numKeyValueHeads);
        check();
    }

    /** Keras's class has another name than the one under which it is found; summaries and weight files show this. */
    @Override
    public String typeName() {
        return "GroupedQueryAttention";
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        check();
    }

    private void check() {
        if (numQueryHeads.get() % numKeyValueHeads.get() != 0) {
            throw new IllegalArgumentException(label()
                    + ": num_query_heads must be divisible by num_key_value_heads, got num_query_heads="
                    + numQueryHeads.get() + ", num_key_value_heads=" + numKeyValueHeads.get());
        }
    }

    @Override
    protected void build(List<Shape> inputs) {
        if (inputs.size() > 1 && inputs.get(0).dim(-1) != inputs.get(1).dim(-1)) {
            throw new IllegalArgumentException("the last sizes of query and value must be equal, got shapes "
                    + inputs.get(0) + " and " + inputs.get(1));
        }
        super.build(inputs);
    }

    @Override
    int queryHeads() {
        return numQueryHeads.get();
    }

    @Override
    int keyValueHeads() {
        return numKeyValueHeads.get();
    }

    @Override
    int keySize() {
        return headDim.get();
    }

    @Override
    int valueSize() {
        return headDim.get();
    }

    @Override
    List<Integer> outputSizes(Shape query) {
        return List.of(query.intDim(-1));
    }

    @Override
    List<Integer> attentionAxes(int rank) {
        return List.of(1);
    }

    @Override
    String attributePrefix() {
        return "_";
    }

    @Override
    Regularizer projectionRegularizer() {
        return activityRegularizer();
    }
}
