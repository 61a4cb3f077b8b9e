package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** 1/√x. */
public record Rsqrt() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(Ops.multiply(dy, -0.5), Ops.multiply(y, Ops.square(y)));
    }
}
