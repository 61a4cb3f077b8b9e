package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** eˣ, scaled so that the sum along an axis is 1. */
public record Softmax(int axis) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor y = outputs.get(0);
        Tensor dy = gradients.get(0);
        return List.of(Ops.multiply(y, Ops.subtract(dy, Ops.sum(Ops.multiply(dy, y), List.of(axis), true))));
    }
}
