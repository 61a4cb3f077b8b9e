package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * ln(1 + eˣ), a smooth {@link Relu}: "softplus".
 */
public final class Softplus extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.softplus(x);
    }
}
