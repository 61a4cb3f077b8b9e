package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** arctan x, in radians. */
public record Atan() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.divide(dy, Ops.add(Ops.square(x), 1));
    }
}
