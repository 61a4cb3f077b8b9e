package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of max(1 - y ŷ, 0), for labels -1 and 1, or 0 and 1. */
public final class Hinge extends LossMetric<Hinge> {
    public Hinge() {
        super("hinge");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.Hinge();
    }
}
