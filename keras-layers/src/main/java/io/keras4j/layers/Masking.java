package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Masks the steps of a sequence all of whose features are one value, such as padding; <a
 * href="https://keras.io/api/layers/core_layers/masking/">Keras's</a>. They become 0, and layers after it that know masks skip them.
 *
 * <p>Input and output: (batch, steps, features), or any shape. The mask has the shape without the last axis.
 */
public final class Masking extends FluentLayer<Masking> {
    private final Argument<Double> maskValue = argument("mask_value", Codecs.number(), 0.0);

    /** Masks steps of zeros. */
    public Masking() {}

    /** Masks steps of this value. */
    public Masking(double maskValue) {
        this.maskValue.set(maskValue);
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor counts = Ops.any(Ops.notEqual(x, maskValue.get()), List.of(-1), true);
        return Ops.where(counts, x, 0).withMask(Ops.squeeze(counts, -1));
    }
}
