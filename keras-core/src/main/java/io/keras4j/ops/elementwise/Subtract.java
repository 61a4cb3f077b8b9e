package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** a - b. */
public record Subtract() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return dy;
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.negative(dy);
    }
}
