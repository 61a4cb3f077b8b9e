package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The gradient through {@link Relu}: b where its output a is above 0, else 0. One op, because every network with relu spends time on it. */
public record ReluGradient() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return Ops.zerosLike(a);
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return new ReluGradient().apply(a, dy);
    }
}
