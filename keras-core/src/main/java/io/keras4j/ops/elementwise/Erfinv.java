package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** What the error function makes x of. */
public record Erfinv() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(Ops.multiply(dy, Math.sqrt(Math.PI) / 2), Ops.exp(Ops.square(y)));
    }
}
