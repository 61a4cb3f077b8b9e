package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 1.0507 times the {@link Elu} of x with slope 1.6733, which keeps mean and variance from layer to layer: "selu". It goes with the initializer
 * "lecun_normal". Source: Klambauer et al., Self-Normalizing Neural Networks (2017).
 */
public final class Selu extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.selu(x);
    }
}
