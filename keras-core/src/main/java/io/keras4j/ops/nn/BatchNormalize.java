package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * Normalises x over all axes but the last: (x - mean) / √(variance + ε) · γ + β, with the mean and the (biased) variance of each channel
 * over this batch, which are the second and the third output.
 *
 * <p>Inputs: x of shape (..., channels), γ and β of shape (channels). Source: Ioffe and Szegedy, Batch Normalization (2015).
 */
public record BatchNormalize(double epsilon) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0), inputs.get(1), inputs.get(1));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        if (gradients.get(1) != null || gradients.get(2) != null) {
            throw new UnsupportedOperationException("batch_normalize has no gradient through its mean and variance");
        }
        return new BatchNormalizeGradient(epsilon)
                .applyAll(List.of(inputs.get(0), inputs.get(1), outputs.get(1), outputs.get(2), gradients.get(0)));
    }
}
