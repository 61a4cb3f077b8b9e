package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of ŷ - y ln ŷ. */
public final class Poisson extends LossMetric<Poisson> {
    public Poisson() {
        super("poisson");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.Poisson();
    }
}
