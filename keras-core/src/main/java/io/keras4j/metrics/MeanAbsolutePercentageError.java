package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** 100 times the mean of |y - ŷ| / |y|. */
public final class MeanAbsolutePercentageError extends LossMetric<MeanAbsolutePercentageError> {
    public MeanAbsolutePercentageError() {
        super("mean_absolute_percentage_error");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.MeanAbsolutePercentageError();
    }
}
