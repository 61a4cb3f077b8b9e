package io.keras4j.ops.spectral;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * The discrete Fourier transform along the last axis, of any length n, of complex numbers whose real and imaginary parts are the two inputs:
 * Σₖ xₖ e^(∓2πi jk / n) for each j, with minus unless {@code inverse}, which does not divide by n.
 */
public record Dft(boolean inverse) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        TensorSpec re = inputs.get(0);
        boolean fits = re.shape().rank() > 0
                && re.dtype().isFloating()
                && re.dtype() == inputs.get(1).dtype()
                && re.shape().matches(inputs.get(1).shape());
        if (!fits) {
            throw new IllegalArgumentException(
                    "fft: expected real and imaginary parts of one shape and floating dtype, got " + re + " and "
                            + inputs.get(1));
        }
        return List.of(re, re);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            parts.add(gradients.get(i) == null ? Ops.zerosLike(outputs.get(i)) : gradients.get(i));
        }
        return new Dft(!inverse).applyAll(parts);
    }
}
