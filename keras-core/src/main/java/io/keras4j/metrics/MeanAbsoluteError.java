package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of |y - ŷ|. */
public final class MeanAbsoluteError extends LossMetric<MeanAbsoluteError> {
    public MeanAbsoluteError() {
        super("mean_absolute_error");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.MeanAbsoluteError();
    }
}
