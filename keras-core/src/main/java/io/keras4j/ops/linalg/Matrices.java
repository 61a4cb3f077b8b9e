package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** What the ops on matrices ask of shapes, and what their gradients have in common. */
final class Matrices {
    private Matrices() {}

    /** {@code shape}, which is that of a matrix or of several. */
    static Shape checked(Op op, Shape shape) {
        if (shape.rank() < 2) {
            throw new IllegalArgumentException(
                    op.name() + ": expected an input with at least 2 axes, got shape " + shape);
        }
        return shape;
    }

    /** {@code shape}, which is that of a square matrix or of several. */
    static Shape square(Op op, Shape shape) {
        long rows = checked(op, shape).dim(-2);
        long columns = shape.dim(-1);
        if (rows != columns && rows != Shape.UNKNOWN && columns != Shape.UNKNOWN) {
            throw new IllegalArgumentException(op.name() + ": expected a square matrix, got shape " + shape);
        }
        return shape;
    }

    /** The sizes of both of the last two axes, which must be known. */
    static long[] known(Op op, Shape shape) {
        long rows = checked(op, shape).dim(-2);
        long columns = shape.dim(-1);
        if (rows == Shape.UNKNOWN || columns == Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    op.name() + ": expected the last 2 axes to have known sizes, got shape " + shape);
        }
        return new long[] {rows, columns};
    }

    /** The axes before the last two. */
    static Shape batch(Shape shape) {
        return shape.slice(0, shape.rank() - 2);
    }

    /** The shape of x in a · x = b: the leading axes of both are broadcast. */
    static Shape solution(Op op, Shape a, Shape b) {
        square(op, a);
        checked(op, b);
        if (a.dim(-1) != b.dim(-2) && a.dim(-1) != Shape.UNKNOWN && b.dim(-2) != Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    op.name() + ": expected b to have as many rows as a, got shapes " + a + " and " + b);
        }
        return Shape.broadcast(batch(a), batch(b)).append(b.dim(-2)).append(b.dim(-1));
    }

    static Tensor transposed(Tensor x) {
        return Ops.swapaxes(x, -1, -2);
    }

    /** (x + xᵀ) / 2. */
    static Tensor symmetric(Tensor x) {
        return Ops.multiply(Ops.add(x, transposed(x)), 0.5);
    }

    /** x · a⁻¹ for a triangular a. */
    static Tensor divided(Tensor x, Tensor a, boolean lower) {
        return transposed(new SolveTriangular(!lower).apply(transposed(a), transposed(x)));
    }

    /** Matrices with the vectors along the last axis on their diagonals. */
    static Tensor diagonalMatrix(Tensor vectors) {
        int size = vectors.shape().intDim(-1);
        return Ops.where(Ops.eye(size, size, 0, DType.BOOL), Ops.expandDims(vectors, -1), 0);
    }

    /** 1 / (xⱼ - xᵢ) for the vectors x along the last axis; 0 where both are equal, as on the diagonal. */
    static Tensor reciprocalDifferences(Tensor x) {
        Tensor differences = Ops.subtract(Ops.expandDims(x, -2), Ops.expandDims(x, -1));
        Tensor same = Ops.equal(differences, 0);
        return Ops.where(same, 0, Ops.reciprocal(Ops.where(same, 1, differences)));
    }
}
