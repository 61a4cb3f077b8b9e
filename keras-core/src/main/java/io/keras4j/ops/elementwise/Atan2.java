package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The angle of the point (b, a) with the first axis, in radians from -π to π. */
public record Atan2() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.divide(Ops.multiply(dy, b), Ops.add(Ops.square(a), Ops.square(b)));
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.negative(Ops.divide(Ops.multiply(dy, a), Ops.add(Ops.square(a), Ops.square(b))));
    }
}
