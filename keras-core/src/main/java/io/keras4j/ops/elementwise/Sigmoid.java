package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** 1 / (1 + e⁻ˣ). */
public record Sigmoid() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(dy, Ops.multiply(y, Ops.subtract(1, y)));
    }
}
