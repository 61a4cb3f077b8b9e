package io.keras4j.metrics;

import io.keras4j.losses.Loss;

/** The mean of ln cosh(ŷ - y). */
public final class LogCoshError extends LossMetric<LogCoshError> {
    public LogCoshError() {
        super("logcosh");
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.LogCosh();
    }
}
