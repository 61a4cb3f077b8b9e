package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One number everywhere, 0 unless given: "constant"; or an array, which is broadcast to the shape of the weight. */
public final class Constant extends Initializer {
    private final Argument<INDArray> value = argument("value", Codecs.array(), 0.0);

    /** Zeros. */
    public Constant() {}

    /** This number everywhere. */
    public Constant(double value) {
        this.value.set(value);
    }

    /** These numbers. */
    public Constant(INDArray values) {
        value.set(values);
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return Ops.broadcastTo(Ops.cast(Ops.constant(value.get()), dtype), shape);
    }
}
