package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * A rate that follows half a cosine down to alpha times its first value, within decaySteps updates. With warmupTarget, it first goes up to
 * that on a line, in warmupSteps updates; see <a href="https://arxiv.org/abs/1608.03983">Loshchilov and Hutter</a>.
 */
public final class CosineDecay extends Decay {
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 0.0);
    private final Argument<Double> warmupTarget =
            argument("warmup_target", Codecs.number().optional(), null);
    private final Argument<Double> warmupSteps = argument("warmup_steps", Codecs.number(), 0.0);
    private final Argument<String> name = argument("name", Codecs.string(), "CosineDecay");

    CosineDecay() {
        super("decay_steps");
    }

    /** A rate that decays within {@code decaySteps} updates. */
    public CosineDecay(double initialLearningRate, double decaySteps) {
        this();
        start(initialLearningRate, decaySteps);
    }

    /** The share of the rate that is left in the end; 0 by default. */
    public CosineDecay alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** What the rate goes up to before it decays; null, the default, for no such start. */
    public CosineDecay warmupTarget(Number value) {
        warmupTarget.set(value);
        return this;
    }

    /** How many updates it goes up; 0 by default. */
    public CosineDecay warmupSteps(double value) {
        warmupSteps.set(value);
        return this;
    }

    /** Sets the name. */
    public CosineDecay name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        Tensor done = floating(step);
        if (warmupTarget.get() == null) {
            return decayed(Ops.minimum(done, steps()), initialRate());
        }
        double target = warmupTarget.get();
        double warmup = warmupSteps.get();
        Tensor limited = Ops.minimum(done, steps() + warmup);
        Tensor decayed = decayed(Ops.subtract(limited, warmup), target);
        if (warmup == 0) {
            return decayed;
        }
        Tensor risen = Ops.add(Ops.multiply(Ops.divide(limited, warmup), target - initialRate()), initialRate());
        return Ops.where(Ops.less(limited, warmup), risen, decayed);
    }

    private Tensor decayed(Tensor done, double from) {
        Tensor cosine = Ops.cos(Ops.multiply(Ops.divide(done, steps()), Math.PI));
        Tensor half = Ops.multiply(Ops.add(cosine, 1), 0.5);
        return Ops.multiply(Ops.add(Ops.multiply(half, 1 - alpha.get()), alpha.get()), from);
    }
}
