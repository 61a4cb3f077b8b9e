package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x · tanh(ln(1 + eˣ)): "mish". Source: Misra, Mish (2019).
 */
public final class Mish extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.multiply(x, Ops.tanh(Ops.softplus(x)));
    }
}
