package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The error function, 2/√π ∫₀ˣ e^(-t²) dt. */
public record Erf() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(Ops.multiply(dy, 2 / Math.sqrt(Math.PI)), Ops.exp(Ops.negative(Ops.square(x))));
    }
}
