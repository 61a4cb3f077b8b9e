package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The singular value decomposition x = U · diag(s) · Vᵀ of matrices (..., M, N), s descending: U (..., M, K), s (..., min(M, N)) and
 * Vᵀ (..., K, N) with K = min(M, N), or U (..., M, M) and Vᵀ (..., N, N) with {@code fullMatrices}; or s alone. Of matrices that are not square
 * there is no gradient with {@code fullMatrices}. Where singular values are equal, U and Vᵀ are not the only ones, and the gradient leaves out
 * how these may turn.
 */
public record Svd(boolean fullMatrices, boolean computeUv) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        long[] sizes = Matrices.known(this, x);
        long k = Math.min(sizes[0], sizes[1]);
        Shape batch = Matrices.batch(x);
        TensorSpec s = inputs.get(0).as(batch.append(k));
        return computeUv
                ? List.of(
                        inputs.get(0).as(batch.append(sizes[0]).append(fullMatrices ? sizes[0] : k)),
                        s,
                        inputs.get(0)
                                .as(batch.append(fullMatrices ? sizes[1] : k).append(sizes[1])))
                : List.of(s);
    }

    /** Source: M. Giles, 2008; J. Townsend, Differentiating the Singular Value Decomposition, 2016. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        if (!computeUv) {
            List<Tensor> all = new Svd(false, true).applyAll(inputs);
            Tensor scaled = Ops.multiply(all.get(0), Ops.expandDims(gradients.get(0), -2));
            return List.of(Ops.matmul(scaled, all.get(2)));
        }
        int rows = inputs.get(0).shape().intDim(-2);
        int columns = inputs.get(0).shape().intDim(-1);
        if (fullMatrices && rows != columns) {
            throw new UnsupportedOperationException(
                    "svd has no gradient with full_matrices; with full_matrices=false it has");
        }
        Tensor u = outputs.get(0);
        Tensor s = outputs.get(1);
        Tensor vt = outputs.get(2);
        Tensor du = gradients.get(0);
        Tensor dvt = gradients.get(2) == null ? Ops.zerosLike(vt) : gradients.get(2);
        Tensor ofColumns = Ops.expandDims(s, -2);
        Tensor ofRows = Ops.expandDims(s, -1);
        Tensor differences = Matrices.reciprocalDifferences(Ops.square(s));
        Tensor ofU = Ops.multiply(differences, Ops.matmul(u, du, true, false));
        Tensor ofV = Ops.multiply(differences, Ops.matmul(vt, dvt, false, true));
        Tensor inner = Ops.add(
                Ops.multiply(Ops.add(ofU, Matrices.transposed(ofU)), ofColumns),
                Ops.multiply(ofRows, Ops.add(ofV, Matrices.transposed(ofV))));
        if (gradients.get(1) != null) {
            inner = Ops.add(inner, Matrices.diagonalMatrix(gradients.get(1)));
        }
        Tensor dx = Ops.matmul(Ops.matmul(u, inner), vt);
        if (rows > columns) {
            Tensor outside = Ops.subtract(du, Ops.matmul(u, Ops.matmul(u, du, true, false)));
            dx = Ops.add(dx, Ops.matmul(Ops.divide(outside, ofColumns), vt));
        }
        if (columns > rows) {
            Tensor outside = Ops.subtract(dvt, Ops.matmul(Ops.matmul(dvt, vt, false, true), vt));
            dx = Ops.add(dx, Ops.matmul(u, Ops.divide(outside, ofRows)));
        }
        return List.of(dx);
    }
}
