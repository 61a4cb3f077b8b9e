package io.keras4j.ops.nn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * Long short-term memory over the steps of a sequence. With the four gates (i, f, g, o) = x · kernel + h · recurrent kernel + bias, in
 * Keras's order, c' = σ(f) · c + σ(i) · tanh(g) and h' = σ(o) · tanh(c').
 *
 * <p>Inputs: x (batch, steps, channels), the kernel (channels, 4 · units), the recurrent kernel (units, 4 · units), the bias (4 · units),
 * the initial h and c (batch, units). Outputs: h after every step (batch, steps, units), the last h and the last c. Source: Hochreiter
 * and Schmidhuber, Long Short-Term Memory (1997).
 */
public record Lstm() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return Recurrence.infer("lstm", 4, 4, inputs);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Recurrence.gradient(new LstmGradient(), inputs, outputs, gradients);
    }
}
