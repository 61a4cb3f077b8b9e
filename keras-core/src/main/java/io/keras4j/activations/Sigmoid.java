package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 1 / (1 + e⁻ˣ), between 0 and 1: "sigmoid".
 */
public final class Sigmoid extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.sigmoid(x);
    }
}
