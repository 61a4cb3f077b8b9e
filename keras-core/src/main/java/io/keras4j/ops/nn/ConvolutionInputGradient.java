package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The gradient of a {@link Convolution} with respect to its input, of shape {@code input}, from the kernel and the gradient with respect
 * to its output; also the transposed convolution.
 */
public record ConvolutionInputGradient(Window window, int groups, Shape input) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(1).as(input));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor kernel = inputs.get(0);
        Tensor g = gradients.get(0);
        return List.of(
                new ConvolutionKernelGradient(window, groups, kernel.shape()).apply(g, inputs.get(1)),
                new Convolution(window, groups).apply(g, kernel));
    }
}
