package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** A layer that changes images at random in training, each in its own way. */
abstract class RandomImageLayer<S extends RandomImageLayer<S>> extends BaseImagePreprocessingLayer<S> {
    private final Argument<Long> seed;
    private SeedGenerator generator;

    RandomImageLayer() {
        this(false);
    }

    /**
     * A layer to be configured.
     *
     * @param hidesSeed whether Keras leaves the seed out of configurations
     */
    RandomImageLayer(boolean hidesSeed) {
        Codecs.Simple<Long> codec = Codecs.longInteger().optional();
        seed = hidesSeed ? implicitArgument("seed", codec, null) : argument("seed", codec, null);
    }

    /** Sets the seed, by which runs can be repeated; without, one follows from {@link io.keras4j.Keras#setRandomSeed}. */
    public S seed(Number value) {
        seed.set(value);
        return self();
    }

    /** The seed, null for none. */
    final Long seed() {
        return seed.get();
    }

    /** Draws a transformation for images (batch, height, width, channels) of this shape. */
    abstract Map<String, Tensor> draw(Shape images, SeedGenerator from);

    @Override
    protected void build(Shape input) {
        generator = addSeedGenerator("generator", seed.get());
    }

    /** Keras makes the generator with the layer. */
    @Override
    public boolean hasOwnBuild() {
        return false;
    }

    @Override
    public final Map<String, Tensor> getRandomTransformation(Tensor images, boolean training) {
        if (!training) {
            return Map.of();
        }
        buildFor(List.of(images.shape()));
        return draw(shapeOfBatch(images), generator);
    }

    @Override
    boolean canTransform(Shape images) {
        return !training(true) || images.isKnown();
    }

    /** Numbers within a range, all equally likely. */
    static Tensor uniform(SeedGenerator from, Range range, long... shape) {
        return Random.uniform(Shape.of(shape), range.lower(), range.upper(), DType.FLOAT32, from);
    }

    /** Whether something happens to each of a batch of images, with a probability that is drawn from a range: (batch). */
    static Tensor happens(SeedGenerator from, Range probability, long batch) {
        Tensor threshold = uniform(from, probability, batch);
        return Ops.less(uniform(from, new Range(0, 1), batch), threshold);
    }

    /** 1 or -1 for each image, both equally likely: (batch). */
    static Tensor signs(SeedGenerator from, long batch) {
        Tensor heads = Ops.greater(uniform(from, new Range(0, 1), batch), 0.5);
        return Ops.subtract(1, Ops.multiply(Ops.cast(heads, DType.FLOAT32), 2));
    }
}
