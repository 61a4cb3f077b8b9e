package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x where its absolute value is above a threshold, else 0: "hard_shrink", where the threshold is 0.5.
 */
public final class HardShrink extends Activation {
    private final Argument<Double> threshold = argument("threshold", Codecs.number(), 0.5);

    /** With threshold of 0.5, as the name "hard_shrink" means. */
    public HardShrink() {}

    /** With this threshold. */
    public HardShrink(double threshold) {
        this.threshold.set(threshold);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.hardShrink(x, threshold.get());
    }
}
