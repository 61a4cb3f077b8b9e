package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Tensor;

/**
 * Applies an {@link io.keras4j.activations.Activation} to its input; <a href="https://keras.io/api/layers/core_layers/activation/">Keras's</a>.
 *
 * <p>Input and output: any shape.
 *
 * <pre>{@code
 * new Activation("relu")
 * }</pre>
 */
public final class Activation extends FluentLayer<Activation> {
    private final Argument<io.keras4j.activations.Activation> activation =
            argument("activation", io.keras4j.activations.Activation.codec());

    /** To be configured. */
    Activation() {}

    /** A layer that applies the activation of this name. */
    public Activation(String name) {
        activation.set(name);
    }

    /** A layer that applies this activation. */
    public Activation(io.keras4j.activations.Activation function) {
        activation.set(function);
    }

    @Override
    protected Tensor call(Tensor x) {
        return activation.get().apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
