package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** arccos x, in radians. */
public record Acos() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.negative(Ops.multiply(dy, Ops.rsqrt(Ops.subtract(1, Ops.square(x)))));
    }
}
