package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** a / b. */
public record Divide() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.divide(dy, b);
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.negative(Ops.divide(Ops.multiply(dy, y), b));
    }
}
