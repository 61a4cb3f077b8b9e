package io.keras4j.layers;

import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Tensor;

/** Passes its input on, of any shape; <a href="https://keras.io/api/layers/core_layers/identity/">Keras's</a>. */
public final class Identity extends FluentLayer<Identity> {
    @Override
    protected Tensor call(Tensor x) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
