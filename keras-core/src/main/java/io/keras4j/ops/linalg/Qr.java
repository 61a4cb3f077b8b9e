package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * Orthogonal Q and upper triangular R with Q · R = x, for matrices (..., M, N): Q (..., M, K) and R (..., K, N) with K = min(M, N), or
 * K = M if {@code complete}. There is no gradient if that adds columns to Q.
 */
public record Qr(boolean complete) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        long[] sizes = Matrices.known(this, x);
        long k = complete ? sizes[0] : Math.min(sizes[0], sizes[1]);
        Shape batch = Matrices.batch(x);
        return List.of(
                inputs.get(0).as(batch.append(sizes[0]).append(k)),
                inputs.get(0).as(batch.append(k).append(sizes[1])));
    }

    /** Source: S. Walter et al., Algorithmic Differentiation of Linear Algebra Functions, 2010. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor q = outputs.get(0);
        Tensor r = outputs.get(1);
        int rows = q.shape().intDim(-2);
        int columns = r.shape().intDim(-1);
        if (complete && rows > columns) {
            throw new UnsupportedOperationException(
                    "qr has no gradient with mode=\"complete\" for more rows than columns; mode=\"reduced\" has");
        }
        Tensor dq = gradients.get(0) == null ? Ops.zerosLike(q) : gradients.get(0);
        Tensor dr = gradients.get(1) == null ? Ops.zerosLike(r) : gradients.get(1);
        if (rows >= columns) {
            return List.of(gradient(q, r, dq, dr));
        }
        // x = (X Y) with a square X = Q · U and Y = Q · V
        Tensor dv = Ops.slice(dr, -1, rows, columns);
        Tensor y = Ops.slice(inputs.get(0), -1, rows, columns);
        Tensor dx = gradient(
                q, Ops.slice(r, -1, 0, rows), Ops.add(dq, Ops.matmul(y, dv, false, true)), Ops.slice(dr, -1, 0, rows));
        return List.of(Ops.concatenate(List.of(dx, Ops.matmul(q, dv)), -1));
    }

    private static Tensor gradient(Tensor q, Tensor r, Tensor dq, Tensor dr) {
        Tensor m = Ops.subtract(Ops.matmul(r, Ops.triu(dr), false, true), Ops.matmul(dq, q, true, false));
        Tensor symmetric = Ops.add(Ops.tril(m), Matrices.transposed(Ops.tril(m, -1)));
        return Matrices.divided(Ops.add(dq, Ops.matmul(q, symmetric)), Matrices.transposed(r), true);
    }
}
