package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * A rate that follows half a cosine down to alpha times its first value, and starts anew whenever it is there: after firstDecaySteps updates,
 * then after tMul times as many each time, from mMul times the rate; see <a href="https://arxiv.org/abs/1608.03983">SGDR</a>.
 */
public final class CosineDecayRestarts extends Decay {
    private final Argument<Double> tMul = argument("t_mul", Codecs.positive(), 2.0);
    private final Argument<Double> mMul = argument("m_mul", Codecs.number(), 1.0);
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 0.0);
    private final Argument<String> name = argument("name", Codecs.string(), "SGDRDecay");

    CosineDecayRestarts() {
        super("first_decay_steps");
    }

    /** A rate that decays within {@code firstDecaySteps} updates the first time. */
    public CosineDecayRestarts(double initialLearningRate, double firstDecaySteps) {
        this();
        start(initialLearningRate, firstDecaySteps);
    }

    /** How much longer each decay takes than the one before; 2 by default. */
    public CosineDecayRestarts tMul(double value) {
        tMul.set(value);
        return this;
    }

    /** What the rate that each decay starts from is multiplied by; 1 by default. */
    public CosineDecayRestarts mMul(double value) {
        mMul.set(value);
        return this;
    }

    /** The share of the rate that is left in the end; 0 by default. */
    public CosineDecayRestarts alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** Sets the name. */
    public CosineDecayRestarts name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor fraction = periods(step, false);
        double growth = tMul.get();
        Tensor restarts;
        Tensor position;
        if (growth == 1) {
            restarts = Ops.floor(fraction);
            position = Ops.subtract(fraction, restarts);
        } else {
            Tensor grown = Ops.subtract(1, Ops.multiply(fraction, 1 - growth));
            restarts = Ops.floor(Ops.divide(Ops.log(grown), Math.log(growth)));
            Tensor length = Ops.power(growth, restarts);
            Tensor start = Ops.divide(Ops.subtract(1, length), 1 - growth);
            position = Ops.divide(Ops.subtract(fraction, start), length);
        }
        Tensor factor = Ops.multiply(Ops.power(mMul.get(), restarts), 0.5);
        Tensor cosine = Ops.multiply(factor, Ops.add(Ops.cos(Ops.multiply(position, Math.PI)), 1));
        return Ops.multiply(Ops.add(Ops.multiply(cosine, 1 - alpha.get()), alpha.get()), initialRate());
    }
}
