package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * The {@link Relu} that stops at 6, min(max(x, 0), 6): "relu6".
 */
public final class Relu6 extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.relu6(x);
    }
}
