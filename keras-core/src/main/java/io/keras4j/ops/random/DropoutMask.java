package io.keras4j.ops.random;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;

/** 0 with probability {@code rate}, else 1 / (1 - rate): what dropout multiplies with. */
public record DropoutMask(double rate, Shape shape, DType dtype) implements RandomOp {
    /** What a kept element is: 1 / (1 - rate), or 0 when none is kept. */
    public double scale() {
        return rate < 1 ? 1 / (1 - rate) : 0;
    }
}
