package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The mean in each position of a window over (batch, spatial..., channels); what lies outside the input does not count. */
public record AveragePool(Window window) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        return List.of(inputs.get(0).as(window.slide("average_pool", x, x.dim(-1))));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(new AveragePoolGradient(window, inputs.get(0).shape()).apply(gradients.get(0)));
    }
}
