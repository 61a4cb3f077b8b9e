package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * (initialLearningRate - endLearningRate) · (1 - step / decaySteps) ^ power + endLearningRate, for the first decaySteps updates.
 */
public final class PolynomialDecay extends Decay {
    private final Argument<Double> endLearningRate = argument("end_learning_rate", Codecs.number(), 0.0001);
    private final Argument<Double> power = argument("power", Codecs.number(), 1.0);
    private final Argument<Boolean> cycle = argument("cycle", Codecs.bool(), false);
    private final Argument<String> name = argument("name", Codecs.string(), "PolynomialDecay");

    PolynomialDecay() {
        super("decay_steps");
    }

    /** A rate that comes down to its end within {@code decaySteps} updates. */
    public PolynomialDecay(double initialLearningRate, double decaySteps) {
        this();
        start(initialLearningRate, decaySteps);
    }

    /** What the rate comes down to; 0.0001 by default. */
    public PolynomialDecay endLearningRate(double value) {
        endLearningRate.set(value);
        return this;
    }

    /** The power; 1, the default, for a line. */
    public PolynomialDecay power(double value) {
        power.set(value);
        return this;
    }

    /** Whether the decay starts anew, over as many updates more, whenever it has ended; false by default. */
    public PolynomialDecay cycle(boolean value) {
        cycle.set(value);
        return this;
    }

    /** Sets the name. */
    public PolynomialDecay name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor done = floating(step);
        Tensor whole = Ops.scalar(steps(), done.dtype());
        if (cycle.get()) {
            Tensor cycles = Ops.where(Ops.equal(done, 0), 1, Ops.ceil(Ops.divide(done, whole)));
            whole = Ops.multiply(whole, cycles);
        } else {
            done = Ops.minimum(done, whole);
        }
        Tensor left = Ops.power(Ops.subtract(1, Ops.divide(done, whole)), power.get());
        double end = endLearningRate.get();
        return Ops.add(Ops.multiply(left, initialRate() - end), end);
    }
}
