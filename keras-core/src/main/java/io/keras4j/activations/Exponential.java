package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * eˣ: "exponential".
 */
public final class Exponential extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.exp(x);
    }
}
