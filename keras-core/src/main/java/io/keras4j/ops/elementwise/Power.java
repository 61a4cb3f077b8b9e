package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** aᵇ. */
public record Power() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.multiply(dy, Ops.multiply(b, Ops.power(a, Ops.subtract(b, 1))));
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.multiply(
                dy, Ops.where(Ops.greater(a, 0), Ops.multiply(y, Ops.log(Ops.where(Ops.greater(a, 0), a, 1))), 0));
    }
}
