package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** x in a · x = b for square a (..., M, M) and b (..., M, N); leading axes are broadcast. A singular a is an error. */
public record Solve() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(1)
                .as(Matrices.solution(this, inputs.get(0).shape(), inputs.get(1).shape())));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor a = inputs.get(0);
        Tensor db = apply(Matrices.transposed(a), gradients.get(0));
        Tensor da = Ops.negative(Ops.matmul(db, outputs.get(0), false, true));
        return List.of(Ops.sumTo(da, a.shape()), Ops.sumTo(db, inputs.get(1).shape()));
    }
}
