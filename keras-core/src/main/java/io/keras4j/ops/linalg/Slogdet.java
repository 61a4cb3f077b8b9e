package io.keras4j.ops.linalg;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Collections;
import java.util.List;

/** The signs of the determinants of matrices (..., M, M), and the logarithms of their absolute values: 0 and -∞ where it is 0. */
public record Slogdet() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        TensorSpec each = inputs.get(0)
                .as(Matrices.batch(Matrices.square(this, inputs.get(0).shape())));
        return List.of(each, each);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        if (gradients.get(1) == null) {
            return Collections.singletonList(null); // the sign is constant
        }
        Tensor dy = Ops.expandDims(Ops.expandDims(gradients.get(1), -1), -1);
        return List.of(Ops.multiply(dy, Matrices.transposed(new Inv().apply(inputs.get(0)))));
    }
}
