package io.keras4j.layers;

import io.keras4j.activations.Elu;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Tensor;

/**
 * x above 0 and α · (eˣ - 1) below; <a href="https://keras.io/api/layers/activation_layers/elu/">Keras's</a>.
 *
 * <p>Input and output: any shape.
 */
public final class ELU extends FluentLayer<ELU> {
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 1.0);

    /** With α = 1. */
    public ELU() {}

    /** With this α. */
    public ELU(double alpha) {
        this.alpha.set(alpha);
    }

    @Override
    protected Tensor call(Tensor x) {
        return new Elu(alpha.get()).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
