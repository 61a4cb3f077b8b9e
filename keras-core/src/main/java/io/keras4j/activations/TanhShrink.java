package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x - tanh x: "tanh_shrink".
 */
public final class TanhShrink extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.tanhShrink(x);
    }
}
