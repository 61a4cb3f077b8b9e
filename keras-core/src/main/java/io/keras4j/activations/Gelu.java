package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x times the probability that a normal variable is at most x, x · (1 + erf(x / √2)) / 2: "gelu". The approximation is
 * x · (1 + tanh(√(2/π) · (x + 0.044715 x³))) / 2. Source: Hendrycks and Gimpel, Gaussian Error Linear Units (2016).
 */
public final class Gelu extends Activation {
    private final Argument<Boolean> approximate = argument("approximate", Codecs.bool(), false);

    /** The exact function. */
    public Gelu() {}

    /** The exact function, or its approximation. */
    public Gelu(boolean approximate) {
        this.approximate.set(approximate);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.gelu(x, approximate.get());
    }
}
