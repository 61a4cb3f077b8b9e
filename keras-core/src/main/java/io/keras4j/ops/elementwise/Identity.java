package io.keras4j.ops.elementwise;

import io.keras4j.tensor.Tensor;

/** x itself: a copy, where one is needed. */
public record Identity() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return dy;
    }
}
