package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x / (1 + |x|), between -1 and 1: "softsign".
 */
public final class Softsign extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.softsign(x);
    }
}
