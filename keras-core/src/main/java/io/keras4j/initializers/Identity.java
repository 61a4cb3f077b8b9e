package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** A matrix with a gain on its diagonal and zeros elsewhere: "identity", whose gain is 1. */
public final class Identity extends Initializer {
    /** Not in Keras's own configurations, which lose it, but read by Keras. */
    private final Argument<Double> gain = implicitArgument("gain", Codecs.number(), 1.0);

    /** The identity matrix. */
    public Identity() {}

    /** The identity matrix times {@code gain}. */
    public Identity(double gain) {
        this.gain.set(gain);
    }

    /**
     * The matrix.
     *
     * @throws IllegalArgumentException when {@code shape} does not have 2 axes
     */
    @Override
    public Tensor create(Shape shape, DType dtype) {
        if (shape.rank() != 2) {
            throw new IllegalArgumentException("Identity: expected the shape of a matrix, got " + shape);
        }
        Tensor rows = Ops.expandDims(Ops.arange(shape.dim(0)), 1);
        Tensor columns = Ops.arange(shape.dim(1));
        return Ops.multiply(Ops.cast(Ops.equal(rows, columns), dtype), gain.get());
    }
}
