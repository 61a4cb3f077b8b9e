package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Loss;

/** The mean of -Σ y ln ŷ over the classes, for one-hot labels. */
public final class CategoricalCrossentropy extends LossMetric<CategoricalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public CategoricalCrossentropy() {
        super("categorical_crossentropy");
    }

    /** Whether predictions are logits rather than probabilities; false by default. */
    public CategoricalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** The share of each label that is spread evenly; 0 by default. */
    public CategoricalCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    /** The axis of the classes; the last by default. */
    public CategoricalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.CategoricalCrossentropy()
                .fromLogits(fromLogits.get())
                .labelSmoothing(labelSmoothing.get())
                .axis(axis.get());
    }
}
