package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 1.0507 times the {@link Elu} of x with slope 1.6733, which keeps mean and variance from layer to layer: "selu". It goes with the initializer
 * "lecun_normal". Source: Klambauer et al., Self-Normalizing Neural Networks (2017).
 */
public final class Selu extends Activation {
    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;

    @Override
    public Tensor apply(Tensor x) {
        return Ops.multiply(new Elu(ALPHA).apply(x), SCALE);
    }
}
