package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** cos x, of radians. */
public record Cos() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.negative(Ops.multiply(dy, Ops.sin(x)));
    }
}
