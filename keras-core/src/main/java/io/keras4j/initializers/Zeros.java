package io.keras4j.initializers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Zeros: "zeros". */
public final class Zeros extends Initializer {
    @Override
    public Tensor create(Shape shape, DType dtype) {
        return Ops.zeros(shape, dtype);
    }
}
