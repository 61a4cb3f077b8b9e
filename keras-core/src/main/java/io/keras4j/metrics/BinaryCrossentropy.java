package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Loss;

/** The mean of -y ln ŷ - (1 - y) ln(1 - ŷ), for labels 0 and 1. */
public final class BinaryCrossentropy extends LossMetric<BinaryCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);

    public BinaryCrossentropy() {
        super("binary_crossentropy");
    }

    /** Whether predictions are logits rather than probabilities; false by default. */
    public BinaryCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** The share of each label that is spread evenly; 0 by default. */
    public BinaryCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.BinaryCrossentropy()
                .fromLogits(fromLogits.get())
                .labelSmoothing(labelSmoothing.get());
    }
}
