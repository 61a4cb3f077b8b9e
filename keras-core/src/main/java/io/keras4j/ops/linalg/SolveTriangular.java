package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * x in a · x = b for triangular a (..., M, M) and b (..., M, N); leading axes are broadcast. The other triangle of a is not looked at. A
 * zero on the diagonal is an error.
 */
public record SolveTriangular(boolean lower) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(1)
                .as(Matrices.solution(this, inputs.get(0).shape(), inputs.get(1).shape())));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor a = inputs.get(0);
        Tensor db = new SolveTriangular(!lower).apply(Matrices.transposed(a), gradients.get(0));
        Tensor product = Ops.negative(Ops.matmul(db, outputs.get(0), false, true));
        Tensor da = lower ? Ops.tril(product) : Ops.triu(product);
        return List.of(Ops.sumTo(da, a.shape()), Ops.sumTo(db, inputs.get(1).shape()));
    }
}
