package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of (ln(ŷ + 1) - ln(y + 1))². */
public final class MeanSquaredLogarithmicError extends LossMetric<MeanSquaredLogarithmicError> {
    public MeanSquaredLogarithmicError() {
        super("mean_squared_logarithmic_error");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.MeanSquaredLogarithmicError();
    }
}
