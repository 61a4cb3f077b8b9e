package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * initialLearningRate / (1 + decayRate · step / decaySteps).
 */
public final class InverseTimeDecay extends Decay {
    private final Argument<Double> decayRate = argument("decay_rate", Codecs.number());
    private final Argument<Boolean> staircase = argument("staircase", Codecs.bool(), false);
    private final Argument<String> name = argument("name", Codecs.string(), "InverseTimeDecay");

    InverseTimeDecay() {
        super("decay_steps");
    }

    /** A rate whose inverse grows by {@code decayRate} times its first value every {@code decaySteps} updates. */
    public InverseTimeDecay(double initialLearningRate, double decaySteps, double decayRate) {
        this();
        start(initialLearningRate, decaySteps);
        this.decayRate.set(decayRate);
    }

    /** Whether the rate only changes at whole multiples of decaySteps; false by default. */
    public InverseTimeDecay staircase(boolean value) {
        staircase.set(value);
        return this;
    }

    /** Sets the name. */
    public InverseTimeDecay name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        return Ops.divide(initialRate(), Ops.add(Ops.multiply(periods(step, staircase.get()), decayRate.get()), 1));
    }
}
