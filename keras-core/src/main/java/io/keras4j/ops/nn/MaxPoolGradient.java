package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The gradient of a {@link MaxPool} with respect to its input, from its input, its output and the gradient with respect to that; each
 * window passes its gradient to its first largest element.
 */
public record MaxPoolGradient(Window window) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        throw new UnsupportedOperationException("max_pool has no second derivative here");
    }
}
