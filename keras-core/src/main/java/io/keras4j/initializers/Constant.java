package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** One number everywhere: "constant", which is 0 unless given. */
public final class Constant extends Initializer {
    private final Argument<Double> value = argument("value", Codecs.number(), 0.0);

    /** Zeros. */
    public Constant() {}

    /** This number everywhere. */
    public Constant(double value) {
        this.value.set(value);
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return Ops.full(shape, value.get(), dtype);
    }
}
