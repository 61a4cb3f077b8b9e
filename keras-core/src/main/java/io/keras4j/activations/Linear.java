package io.keras4j.activations;

import io.keras4j.tensor.Tensor;

/**
 * x itself: "linear", the default of layers; <a href="https://keras.io/api/layers/activations/">Keras's</a>.
 */
public final class Linear extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return x;
    }
}
