package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x / (1 + e⁻ˣ): "silu", also "swish". Source: Ramachandran et al., Searching for Activation Functions (2017).
 */
public final class Silu extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.silu(x);
    }
}
