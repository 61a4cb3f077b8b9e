package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * For each query the mean of values, weighted by the softmax of the products of the query with their keys; <a
 * href="https://keras.io/api/layers/attention_layers/attention/">Keras's</a>.
 *
 * <p>Inputs: query (batch, T, size), value (batch, S, size of values) and key (batch, S, size), by default the value. Output: (batch, T, size
 * of values). Weights: scale, a number, with {@link #useScale}, and concat_score_weight, a number, with the score mode "concat". Values that
 * the value's mask excludes have no weight, and what the query's excludes becomes 0. Call arguments: "use_causal_mask", for which a query
 * attends only to values at its own position and before, and "return_attention_scores", for the weights (batch, T, S) as second output.
 *
 * <pre>{@code
 * Tensor context = new Attention().apply(query, value);
 * Tensor past = new Attention().apply(List.of(x, x), new CallArguments().with("use_causal_mask", true));
 * }</pre>
 */
public final class Attention extends BaseAttention<Attention> {
    private final Argument<String> scoreMode = argument("score_mode", Codecs.oneOf("dot", "concat"), "dot");
    private Variable scale;
    private Variable concatScoreWeight;

    /** With products as scores. */
    public Attention() {
        super(false);
    }

    /** Sets "dot", the default, for products of query and key as scores, or "concat" for the sum of tanh of query + key. */
    public Attention scoreMode(String mode) {
        scoreMode.set(mode);
        return this;
    }

    @Override
    void buildScores(Shape query) {
        if (useScale()) {
            scale = addWeight("scale", Shape.scalar(), "ones");
        }
        if (scoreMode.get().equals("concat")) {
            concatScoreWeight = addWeight("concat_score_weight", Shape.scalar(), "ones");
        }
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        if (concatScoreWeight == null) {
            return scaled(Ops.matmul(query, key, false, true));
        }
        Tensor pairs = Ops.add(Ops.expandDims(query, -2), Ops.expandDims(key, -3));
        return Ops.multiply(value(concatScoreWeight), Ops.sum(Ops.tanh(scaled(pairs)), -1));
    }

    private Tensor scaled(Tensor x) {
        return scale == null ? x : Ops.multiply(x, value(scale));
    }
}
