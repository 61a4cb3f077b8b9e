package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of Σ y ln(y / ŷ). */
public final class KLDivergence extends LossMetric<KLDivergence> {
    public KLDivergence() {
        super("kl_divergence");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.KLDivergence();
    }
}
