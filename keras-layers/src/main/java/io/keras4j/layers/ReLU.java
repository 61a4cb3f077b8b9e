package io.keras4j.layers;

import io.keras4j.activations.Relu;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Tensor;

/**
 * max(x, 0), or in general x where it is above a threshold, slope · (x - threshold) below, and never more than a maximum; <a
 * href="https://keras.io/api/layers/activation_layers/relu/">Keras's</a>.
 *
 * <p>Input and output: any shape.
 *
 * <pre>{@code
 * new ReLU().maxValue(6.0)
 * }</pre>
 */
public final class ReLU extends FluentLayer<ReLU> {
    private static final Codecs.Simple<Double> NOT_NEGATIVE =
            Codecs.number().that(value -> value >= 0, "a number that is not negative");

    private final Argument<Double> maxValue = argument("max_value", NOT_NEGATIVE.optional(), null);
    private final Argument<Double> negativeSlope = argument("negative_slope", NOT_NEGATIVE, 0.0);
    private final Argument<Double> threshold = argument("threshold", NOT_NEGATIVE, 0.0);

    /** max(x, 0). */
    public ReLU() {}

    /** Sets the largest value; null, the default, for none. */
    public ReLU maxValue(Number value) {
        maxValue.set(value);
        return this;
    }

    /** Sets the slope below the threshold; 0 by default. */
    public ReLU negativeSlope(double value) {
        negativeSlope.set(value);
        return this;
    }

    /** Sets the threshold; 0 by default. */
    public ReLU threshold(double value) {
        threshold.set(value);
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        return new Relu()
                .negativeSlope(negativeSlope.get())
                .maxValue(maxValue.get())
                .threshold(threshold.get())
                .apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
