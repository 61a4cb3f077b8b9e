package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x above 0 and α · (e^(x / α) - 1) below, whose derivative is continuous: "celu", where α is 1. Source: Barron, Continuously
 * Differentiable Exponential Linear Units (2017).
 */
public final class Celu extends Activation {
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 1.0);

    /** With scale α of 1.0, as the name "celu" means. */
    public Celu() {}

    /** With this scale α. */
    public Celu(double alpha) {
        this.alpha.set(alpha);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.celu(x, alpha.get());
    }
}
