package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The eigenvalues (..., M), in no order, and the eigenvectors of length 1, as columns (..., M, M), of matrices (..., M, M) that have real
 * eigenvalues; there are no complex numbers here, so another matrix is an error.
 */
public record Eig() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = Matrices.square(this, inputs.get(0).shape());
        return List.of(inputs.get(0).as(x.drop(-1)), inputs.get(0));
    }

    /** Source: M. Giles, 2008, with the lengths of the vectors kept: what changes them is taken off. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor v = outputs.get(1);
        Tensor inner = Matrices.diagonalMatrix(gradients.get(0));
        if (gradients.get(1) != null) {
            Tensor dv = gradients.get(1);
            Tensor along = Ops.sum(Ops.multiply(v, dv), List.of(-2), true);
            Tensor across = Ops.matmul(v, Ops.subtract(dv, Ops.multiply(v, along)), true, false);
            inner = Ops.add(inner, Ops.multiply(Matrices.reciprocalDifferences(outputs.get(0)), across));
        }
        return List.of(new Solve().apply(Matrices.transposed(v), Ops.matmul(inner, v, false, true)));
    }
}
