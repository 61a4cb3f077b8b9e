package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * The hyperbolic tangent, between -1 and 1: "tanh".
 */
public final class Tanh extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.tanh(x);
    }
}
