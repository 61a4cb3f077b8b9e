package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of max(neg - pos + 1, 0) with pos = Σ y ŷ and neg = max((1 - y) ŷ), for one-hot labels. */
public final class CategoricalHinge extends LossMetric<CategoricalHinge> {
    public CategoricalHinge() {
        super("categorical_hinge");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.CategoricalHinge();
    }
}
