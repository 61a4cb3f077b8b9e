package io.keras4j.initializers;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A random matrix with orthonormal rows or columns, whichever are fewer, times a gain: "orthogonal", whose gain is 1. Axes before the last
 * count as rows. Source: Saxe et al., Exact solutions to the nonlinear dynamics of learning in deep linear neural networks (2014).
 */
public final class Orthogonal extends RandomInitializer {
    private final Argument<Double> gain = argument("gain", Codecs.number(), 1.0);

    /** With gain 1. */
    public Orthogonal() {}

    /** With this gain. */
    public Orthogonal(double gain) {
        this.gain.set(gain);
    }

    /** Sets the seed. */
    public Orthogonal seed(Number value) {
        setSeed(value);
        return this;
    }

    /**
     * The matrix.
     *
     * @throws IllegalArgumentException when {@code shape} has fewer than 2 axes
     */
    @Override
    public Tensor create(Shape shape, DType dtype) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException("Orthogonal: expected a shape with at least 2 axes, got " + shape);
        }
        int rows = (int) shape.slice(0, shape.rank() - 1).size();
        int columns = shape.intDim(-1);
        Shape flat = Shape.of(Math.min(rows, columns), Math.max(rows, columns));
        double[][] vectors = Executor.within(EagerExecutor.INSTANCE, () -> normal(flat, DType.FLOAT64, 0, 1))
                .value()
                .toDoubleMatrix();
        orthonormalize(vectors);
        Tensor matrix = Ops.constant(Nd4j.create(vectors));
        return Ops.cast(
                Ops.multiply(Ops.reshape(rows > columns ? Ops.transpose(matrix) : matrix, shape), gain.get()), dtype);
    }

    /** Gram and Schmidt's method, each vector twice, which makes it as exact as the numbers are. */
    private static void orthonormalize(double[][] vectors) {
        for (int i = 0; i < vectors.length; i++) {
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < i; j++) {
                    add(vectors[i], vectors[j], -dot(vectors[i], vectors[j]));
                }
            }
            add(vectors[i], vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])) - 1);
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] target, double[] vector, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * vector[i];
        }
    }
}
