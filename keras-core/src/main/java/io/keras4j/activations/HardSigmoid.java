package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * A piecewise linear {@link Sigmoid}, x / 6 + 1/2 limited to 0 and 1: "hard_sigmoid".
 */
public final class HardSigmoid extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.hardSigmoid(x);
    }
}
