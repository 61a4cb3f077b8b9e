package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Loss;

/** The mean of -ln ŷ of the class that the label numbers. */
public final class SparseCategoricalCrossentropy extends LossMetric<SparseCategoricalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Integer> ignoreClass =
            argument("ignore_class", Codecs.integer().optional(), null);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public SparseCategoricalCrossentropy() {
        super("sparse_categorical_crossentropy");
    }

    /** Whether predictions are logits rather than probabilities; false by default. */
    public SparseCategoricalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** A label that does not count; none by default. */
    public SparseCategoricalCrossentropy ignoreClass(Integer value) {
        ignoreClass.set(value);
        return this;
    }

    /** The axis of the classes; the last by default. */
    public SparseCategoricalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    Loss loss() {
        return new io.keras4j.losses.SparseCategoricalCrossentropy()
                .fromLogits(fromLogits.get())
                .ignoreClass(ignoreClass.get())
                .axis(axis.get());
    }
}
