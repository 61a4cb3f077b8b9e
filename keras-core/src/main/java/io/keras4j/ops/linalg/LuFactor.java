package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The factors of matrices (..., M, N) with rows exchanged: a lower triangular one with ones on its diagonal, which are not kept, and an
 * upper triangular one, both in one matrix; for each row the one that it was exchanged with, in turn, as int32 (..., min(M, N)); and for
 * each row of the product of the factors the row of x that it is, as int32 (..., M).
 */
public record LuFactor() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        long[] sizes = Matrices.known(this, x);
        Shape batch = Matrices.batch(x);
        return List.of(
                inputs.get(0),
                new TensorSpec(batch.append(Math.min(sizes[0], sizes[1])), DType.INT32),
                new TensorSpec(batch.append(sizes[0]), DType.INT32));
    }

    /**
     * With L₂ the rows of L below the square of both factors, U₂ the columns of U right of it, Φ the strict lower and Ψ the upper triangle:
     * L⁻ᵀ·(Φ(Lᵀ·dL - dU₂·U₂ᵀ) + Ψ(dU·Uᵀ - L₂ᵀ·dL₂))·U⁻ᵀ within it, dL₂·U⁻ᵀ below and L⁻ᵀ·dU₂ right of it.
     */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor lu = outputs.get(0);
        Tensor dlu = gradients.get(0);
        int rows = lu.shape().intDim(-2);
        int columns = lu.shape().intDim(-1);
        int k = Math.min(rows, columns);
        Tensor core = Ops.slice(Ops.slice(lu, -1, 0, k), -2, 0, k);
        Tensor l = Ops.add(Ops.tril(core, -1), Ops.eye(k, k, 0, lu.dtype()));
        Tensor u = Ops.triu(core);
        Tensor d = Ops.slice(Ops.slice(dlu, -1, 0, k), -2, 0, k);
        Tensor below = Ops.matmul(l, Ops.tril(d, -1), true, false);
        Tensor above = Ops.matmul(Ops.triu(d), u, false, true);
        Tensor lt = Matrices.transposed(l);
        Tensor ut = Matrices.transposed(u);
        if (columns > k) {
            Tensor du = Ops.slice(dlu, -1, k, columns);
            below = Ops.subtract(below, Ops.matmul(du, Ops.slice(lu, -1, k, columns), false, true));
        }
        if (rows > k) {
            Tensor dl = Ops.slice(dlu, -2, k, rows);
            above = Ops.subtract(above, Ops.matmul(Ops.slice(lu, -2, k, rows), dl, true, false));
        }
        Tensor inner = Ops.add(Ops.tril(below, -1), Ops.triu(above));
        Tensor all = Matrices.divided(new SolveTriangular(false).apply(lt, inner), ut, true);
        if (columns > k) {
            Tensor right = new SolveTriangular(false).apply(lt, Ops.slice(dlu, -1, k, columns));
            all = Ops.concatenate(List.of(all, right), -1);
        }
        if (rows > k) {
            all = Ops.concatenate(List.of(all, Matrices.divided(Ops.slice(dlu, -2, k, rows), ut, true)), -2);
        }
        return List.of(Ops.matmul(Ops.oneHot(outputs.get(2), rows, lu.dtype()), all, true, false));
    }
}
