package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** The numbers from 0 up to, but without, {@code size} in random order, as int32. */
public record RandomPermutation(long size) implements RandomOp {
    @Override
    public Shape shape() {
        return Shape.of(size);
    }

    @Override
    public DType dtype() {
        return DType.INT32;
    }
}
