package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * A gated recurrent unit over the steps of a sequence, in the form that resets after the product (Keras's {@code reset_after}). With
 * (z, r, n) = x · kernel and (z', r', n') = h · recurrent kernel, the gates are z = σ(z + z' + b₀) and r = σ(r + r' + b₁), the candidate
 * is n = tanh(n + b₂ + r · (n' + b₃)), and h' = z · h + (1 - z) · n.
 *
 * <p>Inputs: x (batch, steps, channels), the kernel (channels, 3 · units), the recurrent kernel (units, 3 · units), the biases b₀ to b₃
 * one after another (4 · units), the initial h (batch, units). Outputs: h after every step (batch, steps, units) and the last h. Source:
 * Cho et al., Learning Phrase Representations using RNN Encoder-Decoder (2014).
 */
public record Gru() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return Recurrence.infer("gru", 3, 4, inputs);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Recurrence.gradient(new GruGradient(), inputs, outputs, gradients);
    }
}
