package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;

/** The same numbers as elements of another type; from floating to integer they are truncated towards 0, to bool 0 is false. */
public record Cast(DType dtype) implements Unary {
    @Override
    public DType resultType(DType operand) {
        return dtype;
    }

    @Override
    public Tensor gradient(Tensor x, Tensor y, Tensor dy) {
        return x.dtype().isFloating() && dtype.isFloating() ? Ops.cast(dy, x.dtype()) : null;
    }
}
