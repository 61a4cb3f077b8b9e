package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The matrix product of the last two axes, either operand transposed first if asked for; leading axes are broadcast as batches. Both
 * operands have at least two axes.
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape a = inputs.get(0).shape();
        Shape b = inputs.get(1).shape();
        if (a.rank() < 2 || b.rank() < 2) {
            throw new IllegalArgumentException(
                    "matmul: expected operands with at least 2 axes, got shapes " + a + " and " + b);
        }
        long inner = a.dim(transposeA ? -2 : -1);
        long other = b.dim(transposeB ? -1 : -2);
        if (inner != other && inner != Shape.UNKNOWN && other != Shape.UNKNOWN) {
            throw new IllegalArgumentException("matmul: shapes " + a + (transposeA ? "ᵀ" : "") + " and " + b
                    + (transposeB ? "ᵀ" : "") + " do not fit: " + inner + " is not " + other);
        }
        Shape batch = Shape.broadcast(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2));
        return List.of(
                inputs.get(0).as(batch.append(a.dim(transposeA ? -1 : -2)).append(b.dim(transposeB ? -2 : -1))));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Tensor dy = gradients.get(0);
        Tensor da = transposeA ? Ops.matmul(b, dy, transposeB, true) : Ops.matmul(dy, b, false, !transposeB);
        Tensor db = transposeB ? Ops.matmul(dy, a, true, transposeA) : Ops.matmul(a, dy, !transposeA, false);
        return List.of(Ops.sumTo(da, a.shape()), Ops.sumTo(db, b.shape()));
    }
}
