package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of max(1 - y ŷ, 0)², for labels -1 and 1, or 0 and 1. */
public final class SquaredHinge extends LossMetric<SquaredHinge> {
    public SquaredHinge() {
        super("squared_hinge");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.SquaredHinge();
    }
}
