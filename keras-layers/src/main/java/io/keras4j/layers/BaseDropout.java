package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.DropoutMask;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** A layer that in training multiplies with a random mask of zeros and 1 / (1 - rate). */
abstract class BaseDropout<S extends BaseDropout<S>> extends FluentLayer<S> {
    private final Argument<Double> rate = argument("rate", Codecs.between(0, 1));
    private final Argument<Long> seed = argument("seed", Codecs.longInteger().optional(), null);
    private SeedGenerator generator;

    BaseDropout() {}

    BaseDropout(double rate) {
        this.rate.set(rate);
    }

    /** Sets the seed, by which runs can be repeated; without, one follows from {@link io.keras4j.Keras#setRandomSeed}. */
    public S seed(Long value) {
        seed.set(value);
        return self();
    }

    /** The shape of the mask for x, to which it is broadcast. */
    abstract Shape noiseShape(Tensor x);

    @Override
    protected void build(Shape input) {
        if (rate.get() > 0) {
            generator = addSeedGenerator("seed_generator", seed.get());
        }
    }

    @Override
    protected Tensor call(Tensor x) {
        if (!training() || rate.get() == 0) {
            return x;
        }
        if (rate.get() == 1) {
            return Ops.zerosLike(x);
        }
        return Ops.multiply(x, new DropoutMask(rate.get(), noiseShape(x), x.dtype()).apply(generator.next()));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
