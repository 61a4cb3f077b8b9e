package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The Moore-Penrose inverses (..., N, M) of matrices (..., M, N).
 *
 * @param rcond singular values up to this times the largest count as 0; null for 10 · max(M, N) · ε of the dtype
 */
public record Pinv(Double rcond) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = Matrices.checked(this, inputs.get(0).shape());
        return List.of(inputs.get(0).as(Matrices.batch(x).append(x.dim(-1)).append(x.dim(-2))));
    }

    /** Source: G. Golub and V. Pereyra, The Differentiation of Pseudo-Inverses, 1973. */
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor a = inputs.get(0);
        Tensor p = outputs.get(0);
        Tensor gt = Matrices.transposed(gradients.get(0));
        Tensor through = Ops.matmul(Ops.matmul(p, gradients.get(0), true, false), p, false, true);
        Tensor left = Ops.matmul(Ops.matmul(gt, p), p, false, true); // Gᵀ·P·Pᵀ
        Tensor outsideRows = Ops.subtract(left, Ops.matmul(a, Ops.matmul(p, left)));
        Tensor right = Ops.matmul(p, Ops.matmul(p, gt), true, false); // Pᵀ·P·Gᵀ
        Tensor outsideColumns = Ops.subtract(right, Ops.matmul(Ops.matmul(right, p), a));
        return List.of(Ops.subtract(Ops.add(outsideRows, outsideColumns), through));
    }
}
