package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The inverses of matrices (..., M, M). A singular one is an error. */
public record Inv() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Matrices.square(this, inputs.get(0).shape());
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor y = outputs.get(0);
        return List.of(Ops.negative(Ops.matmul(Ops.matmul(y, gradients.get(0), true, false), y, false, true)));
    }
}
