package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The lower triangular L with L · Lᵀ = x, for symmetric, positive definite matrices (..., M, M); of others, (x + xᵀ) / 2 counts. A matrix
 * that is not positive definite is an error.
 */
public record Cholesky() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Matrices.square(this, inputs.get(0).shape());
        return List.of(inputs.get(0));
    }

    /** Source: S. Smith, Differentiation of the Cholesky Algorithm, 1995; M. Giles, 2008. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor l = outputs.get(0);
        Tensor product = Ops.matmul(l, Ops.tril(gradients.get(0)), true, false);
        Tensor half = Ops.multiply(Ops.add(Ops.tril(product), Ops.tril(product, -1)), 0.5);
        Tensor left = new SolveTriangular(false).apply(Matrices.transposed(l), half);
        return List.of(Matrices.symmetric(Matrices.divided(left, l, true)));
    }
}
