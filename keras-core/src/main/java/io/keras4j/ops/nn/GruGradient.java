package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The gradients of a {@link Gru} with respect to its inputs, from its five inputs, its two outputs and the gradients of these. */
public record GruGradient() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return inputs.subList(0, 5);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        throw Recurrence.noSecondDerivative("gru");
    }
}
