package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The gradients of an {@link Lstm} with respect to its inputs, from its six inputs, its three outputs and the gradients of these. */
public record LstmGradient() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return inputs.subList(0, 6);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        throw Recurrence.noSecondDerivative("lstm");
    }
}
