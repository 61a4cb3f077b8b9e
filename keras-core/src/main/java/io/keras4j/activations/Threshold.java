package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * x where it is above a threshold, else a default value: Keras's {@code keras.activations.threshold}, whose two arguments have no
 * defaults.
 */
public final class Threshold extends Activation {
    private final Argument<Double> threshold = argument("threshold", Codecs.number());
    private final Argument<Double> defaultValue = argument("default_value", Codecs.number());

    /** To be configured. */
    Threshold() {}

    /** With this threshold, and this value where x does not pass it. */
    public Threshold(double threshold, double defaultValue) {
        this.threshold.set(threshold);
        this.defaultValue.set(defaultValue);
    }

    @Override
    Object encoded() {
        return KIND.envelope(this);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.threshold(x, threshold.get(), defaultValue.get());
    }
}
