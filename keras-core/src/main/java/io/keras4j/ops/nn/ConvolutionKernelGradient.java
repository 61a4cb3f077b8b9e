package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The gradient of a {@link Convolution} with respect to its kernel, of shape {@code kernel}, from the input and that of the output. */
public record ConvolutionKernelGradient(Window window, int groups, Shape kernel) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0).as(kernel));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        Tensor g = gradients.get(0);
        return List.of(
                new ConvolutionInputGradient(window, groups, x.shape()).apply(g, inputs.get(1)),
                new Convolution(window, groups).apply(x, g));
    }
}
