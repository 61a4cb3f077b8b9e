package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x limited to -1 and 1: "hard_tanh".
 */
public final class HardTanh extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.hardTanh(x);
    }
}
