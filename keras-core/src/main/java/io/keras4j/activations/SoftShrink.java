package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x moved towards 0 by a threshold, 0 where it would pass it: "soft_shrink", where the threshold is 0.5.
 */
public final class SoftShrink extends Activation {
    private final Argument<Double> threshold = argument("threshold", Codecs.number(), 0.5);

    /** With threshold of 0.5, as the name "soft_shrink" means. */
    public SoftShrink() {}

    /** With this threshold. */
    public SoftShrink(double threshold) {
        this.threshold.set(threshold);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.softShrink(x, threshold.get());
    }
}
