package io.keras4j.ops.elementwise;

import io.keras4j.tensor.Tensor;

/** a + b. */
public record Add() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return dy;
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return dy;
    }
}
