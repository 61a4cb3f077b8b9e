package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The gradients of a {@link BatchNormalize} with respect to x, γ and β, from x, γ, the mean, the variance and the gradient dy with respect
 * to its output. With n elements a channel, x̂ the normalised x: dβ = Σ dy, dγ = Σ dy·x̂, dx = γ / √(variance + ε) · (dy - dβ/n - x̂·dγ/n).
 */
public record BatchNormalizeGradient(double epsilon) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0), inputs.get(1), inputs.get(1));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        throw new UnsupportedOperationException("batch_normalize has no second derivative here");
    }
}
