package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The eigenvalues (..., M), ascending, and the eigenvectors, as columns (..., M, M), of symmetric matrices (..., M, M); of others,
 * (x + xᵀ) / 2 counts. Where eigenvalues are equal, the vectors are not the only ones, and the gradient leaves out how these may turn.
 */
public record Eigh() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = Matrices.square(this, inputs.get(0).shape());
        return List.of(inputs.get(0).as(x.drop(-1)), inputs.get(0));
    }

    /** Source: M. Giles, Collected Matrix Derivative Results for Forward and Reverse Mode Algorithmic Differentiation, 2008. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor v = outputs.get(1);
        Tensor inner = Matrices.diagonalMatrix(gradients.get(0));
        if (gradients.get(1) != null) {
            Tensor differences = Matrices.reciprocalDifferences(outputs.get(0));
            inner = Ops.add(inner, Ops.multiply(differences, Ops.matmul(v, gradients.get(1), true, false)));
        }
        return List.of(Matrices.symmetric(Ops.matmul(Ops.matmul(v, inner), v, false, true)));
    }
}
