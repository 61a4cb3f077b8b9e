package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The gradients of a convolution with respect to its kernel and its bias, which oneDNN computes in one go. */
record ConvolutionKernelBiasGradient(ConvolutionKernelGradient gradient) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(
                gradient.infer(inputs).get(0),
                inputs.get(1).as(Shape.of(inputs.get(1).shape().dim(-1))));
    }
}
