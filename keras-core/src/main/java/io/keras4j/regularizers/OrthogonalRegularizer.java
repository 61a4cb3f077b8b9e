package io.keras4j.regularizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * A factor times the mean absolute cosine between the rows (or columns) of a matrix, which drives them to be orthogonal:
 * "orthogonal_regularizer", with a factor of 0.01 and mode "rows".
 */
public final class OrthogonalRegularizer extends Regularizer {
    private final Argument<Double> factor = argument("factor", Codecs.notNegative(), 0.01);
    private final Argument<String> mode = argument("mode", Codecs.oneOf("rows", "columns"), "rows");

    /** With a factor of 0.01, for rows. */
    public OrthogonalRegularizer() {}

    /** With this factor, for "rows" or "columns". */
    public OrthogonalRegularizer(double factor, String mode) {
        this.factor.set(factor);
        this.mode.set(mode);
    }

    /**
     * The penalty.
     *
     * @throws IllegalArgumentException when {@code x} is not a matrix
     */
    @Override
    public Tensor penalty(Tensor x) {
        if (x.rank() != 2) {
            throw new IllegalArgumentException("OrthogonalRegularizer: expected a matrix, got shape " + x.shape());
        }
        boolean rows = mode.get().equals("rows");
        Tensor unit = Ops.normalize(x, rows ? 1 : 0);
        Tensor cosines = Ops.matmul(unit, unit, !rows, rows);
        long size = x.shape().dim(rows ? 0 : 1);
        Tensor index = Ops.arange(size);
        Tensor others = Ops.cast(Ops.notEqual(index, Ops.reshape(index, Shape.of(size, 1))), x.dtype());
        double pairs = size * (size - 1) / 2.0;
        return Ops.multiply(Ops.sum(Ops.abs(Ops.multiply(cosines, others))), factor.get() * 0.5 / pairs);
    }
}
