package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * For each query the mean of values, weighted by the softmax of Σ scale · tanh(query + key); <a
 * href="https://keras.io/api/layers/attention_layers/additive_attention/">Keras's</a>.
 *
 * <p>Inputs, output, masks and call arguments: those of {@link Attention}. Weights: scale (size of queries), unless {@link #useScale} is
 * false. Source: Bahdanau et al., Neural Machine Translation by Jointly Learning to Align and Translate (2015).
 *
 * <pre>{@code
 * Tensor context = new AdditiveAttention().apply(query, value);
 * }</pre>
 */
public final class AdditiveAttention extends BaseAttention<AdditiveAttention> {
    private Variable scale;

    /** With a scale. */
    public AdditiveAttention() {
        super(true);
    }

    @Override
    void buildScores(Shape query) {
        if (useScale()) {
            scale = addWeight("scale", Shape.of(query.dim(-1)), "glorot_uniform");
        }
    }

    @Override
    Tensor scores(Tensor query, Tensor key) {
        Tensor terms = Ops.tanh(Ops.add(Ops.expandDims(query, -2), Ops.expandDims(key, -3)));
        return Ops.sum(scale == null ? terms : Ops.multiply(terms, value(scale)), -1);
    }
}
