package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The convolution (cross-correlation) of x, of shape (batch, spatial..., channels), with a kernel of shape
 * (window..., channels / groups, filters): every filter sees the channels of its group.
 */
public record Convolution(Window window, int groups) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        Shape kernel = inputs.get(1).shape();
        Shape y = window.slide("conv", x, kernel.dim(-1));
        if (x.dim(-1) != kernel.dim(-2) * groups || kernel.dim(-1) % groups != 0) {
            throw new IllegalArgumentException("conv: a kernel of shape " + kernel + " in " + groups
                    + " groups does not fit an input of shape " + x);
        }
        return List.of(inputs.get(0).as(y));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        Tensor kernel = inputs.get(1);
        Tensor dy = gradients.get(0);
        return List.of(
                new ConvolutionInputGradient(window, groups, x.shape()).apply(kernel, dy),
                new ConvolutionKernelGradient(window, groups, kernel.shape()).apply(x, dy));
    }
}
