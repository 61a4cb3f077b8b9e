package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** arsinh x: what sinh makes x of. */
public record Asinh() implements Unary {
    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return Ops.multiply(dy, Ops.rsqrt(Ops.add(Ops.square(x), 1)));
    }
}
