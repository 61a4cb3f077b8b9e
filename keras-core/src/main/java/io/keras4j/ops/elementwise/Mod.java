package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The remainder a - b⌊a / b⌋, with the sign of b. */
public record Mod() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return dy;
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.negative(Ops.multiply(dy, Ops.floorDivide(a, b)));
    }
}
