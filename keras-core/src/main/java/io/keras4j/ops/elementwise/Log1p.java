package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** ln(1 + x), exact near 0. */
public record Log1p() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.divide(dy, Ops.add(x, 1));
    }
}
