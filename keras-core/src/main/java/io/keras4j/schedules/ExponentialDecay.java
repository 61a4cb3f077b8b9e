package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * initialLearningRate · decayRate ^ (step / decaySteps).
 */
public final class ExponentialDecay extends Decay {
    private final Argument<Double> decayRate = argument("decay_rate", Codecs.number());
    private final Argument<Boolean> staircase = argument("staircase", Codecs.bool(), false);
    private final Argument<String> name = argument("name", Codecs.string(), "ExponentialDecay");

    ExponentialDecay() {
        super("decay_steps");
    }

    /** A rate that is multiplied by {@code decayRate} every {@code decaySteps} updates. */
    public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
        this();
        start(initialLearningRate, decaySteps);
        this.decayRate.set(decayRate);
    }

    /** Whether the rate only changes at whole multiples of decaySteps; false by default. */
    public ExponentialDecay staircase(boolean value) {
        staircase.set(value);
        return this;
    }

    /** Sets the name. */
    public ExponentialDecay name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        return Ops.multiply(Ops.power(decayRate.get(), periods(step, staircase.get())), initialRate());
    }
}
