package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** What the error function lacks to 1, which keeps its digits where that is small. */
public record Erfc() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(Ops.multiply(dy, -2 / Math.sqrt(Math.PI)), Ops.exp(Ops.negative(Ops.square(x))));
    }
}
