package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The largest element in each position of a window over (batch, spatial..., channels). */
public record MaxPool(Window window) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        return List.of(inputs.get(0).as(window.slide("max_pool", x, x.dim(-1))));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(new MaxPoolGradient(window).apply(inputs.get(0), outputs.get(0), gradients.get(0)));
    }
}
