package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of (y - ŷ)². */
public final class MeanSquaredError extends LossMetric<MeanSquaredError> {
    public MeanSquaredError() {
        super("mean_squared_error");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.MeanSquaredError();
    }
}
