package io.keras4j.ops.elementwise;

import io.keras4j.tensor.Tensor;

/** max(x, 0); its gradient at 0 is 0. */
public record Relu() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return new ReluGradient().apply(y, dy);
    }
}
