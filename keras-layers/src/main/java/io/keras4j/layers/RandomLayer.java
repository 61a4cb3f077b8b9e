package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codec;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** A layer that in training changes its input at random, by some strength, and otherwise passes it on. */
abstract class RandomLayer<S extends RandomLayer<S>> extends FluentLayer<S> {
    private final Argument<Double> strength;
    private final Argument<Long> seed;
    private SeedGenerator generator;

    /**
     * A layer to be configured.
     *
     * @param key the strength's name
     */
    RandomLayer(String key, Codec<Double> codec) {
        strength = argument(key, codec);
        seed = argument("seed", Codecs.longInteger().optional(), null);
    }

    final void setStrength(double value) {
        strength.set(value);
    }

    /** Sets the seed, by which runs can be repeated; without, one follows from {@link io.keras4j.Keras#setRandomSeed}. */
    public S seed(Number value) {
        seed.set(value);
        return self();
    }

    /** Changes x by {@code amount}, which is above 0, drawing from {@code state}. */
    abstract Tensor perturb(Tensor x, double amount, Tensor state);

    @Override
    protected void build(Shape input) {
        if (strength.get() > 0) {
            generator = addSeedGenerator("seed_generator", seed.get());
        }
    }

    /** Keras makes the generator with the layer. */
    @Override
    public boolean hasOwnBuild() {
        return false;
    }

    @Override
    protected Tensor call(Tensor x) {
        return training() && strength.get() > 0 ? perturb(x, strength.get(), generator.next()) : x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
