package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * A piecewise {@link Silu}, x times the {@link HardSigmoid} of x: "hard_silu", also "hard_swish". Source: Howard et al., Searching for
 * MobileNetV3 (2019).
 */
public final class HardSilu extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.hardSilu(x);
    }
}
