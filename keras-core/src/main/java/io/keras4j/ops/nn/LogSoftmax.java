package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The logarithm of the softmax along an axis, exact where the softmax underflows. */
public record LogSoftmax(int axis) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor dy = gradients.get(0);
        return List.of(Ops.subtract(dy, Ops.multiply(Ops.exp(outputs.get(0)), Ops.sum(dy, List.of(axis), true))));
    }
}
