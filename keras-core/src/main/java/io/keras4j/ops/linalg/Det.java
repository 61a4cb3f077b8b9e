package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The determinants of matrices (..., M, M). */
public record Det() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0)
                .as(Matrices.batch(Matrices.square(this, inputs.get(0).shape()))));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor dy = Ops.expandDims(Ops.expandDims(gradients.get(0), -1), -1);
        return List.of(Ops.multiply(dy, new Cofactor().apply(inputs.get(0))));
    }
}
