package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** initialLearningRate · decayRate ^ (step / decaySteps). */
public final class ExponentialDecay extends LearningRateSchedule {
    private final Argument<Double> initialLearningRate = argument("initial_learning_rate", Codecs.number());
    private final Argument<Double> decaySteps = argument("decay_steps", Codecs.positive());
    private final Argument<Double> decayRate = argument("decay_rate", Codecs.number());
    private final Argument<Boolean> staircase = argument("staircase", Codecs.bool(), false);
    private final Argument<String> name = argument("name", Codecs.string(), "ExponentialDecay");

    ExponentialDecay() {}

    /** A rate that starts with {@code initialLearningRate} and is multiplied by {@code decayRate} every {@code decaySteps} updates. */
    public ExponentialDecay(double initialLearningRate, double decaySteps, double decayRate) {
        this.initialLearningRate.set(initialLearningRate);
        this.decaySteps.set(decaySteps);
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
        Tensor periods = Ops.divide(Ops.cast(step, FloatX.get()), decaySteps.get());
        Tensor exponent = staircase.get() ? Ops.floor(periods) : periods;
        return Ops.multiply(Ops.power(decayRate.get(), exponent), initialLearningRate.get());
    }
}
