package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The matrices of cofactors of matrices (..., M, M): det(x) · x⁻ᵀ, but also of singular ones. It is the gradient of the determinant. Its
 * own gradient is known only where x is not singular.
 */
public record Cofactor() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Matrices.square(this, inputs.get(0).shape());
        return List.of(inputs.get(0));
    }

    /** (Σ(G ∘ C) · C - C · Gᵀ · C) / det(x). */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor c = outputs.get(0);
        Tensor g = gradients.get(0);
        Tensor both = Ops.sum(Ops.multiply(g, c), List.of(-1, -2), true);
        Tensor difference = Ops.subtract(Ops.multiply(both, c), Ops.matmul(Ops.matmul(c, g, false, true), c));
        Tensor det = Ops.expandDims(Ops.expandDims(new Det().apply(inputs.get(0)), -1), -1);
        return List.of(Ops.divide(difference, det));
    }
}
