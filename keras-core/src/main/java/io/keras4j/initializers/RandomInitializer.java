package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.RandomOp;
import io.keras4j.ops.random.RandomTruncatedNormal;
import io.keras4j.random.RandomSeed;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An initializer that draws numbers. With a seed it draws the same ones each time; without, an object of it starts from a seed of its own
 * that follows from {@link io.keras4j.Keras#setRandomSeed}, and draws the same ones each time too, as in Keras.
 */
abstract class RandomInitializer extends Initializer {
    private final Argument<Long> seed = argument("seed", Codecs.longInteger().optional(), null);
    private final long ownSeed = RandomSeed.next();

    final void setSeed(Number value) {
        seed.set(value);
    }

    final Tensor normal(Shape shape, DType dtype, double mean, double stddev) {
        return shift(new io.keras4j.ops.random.RandomNormal(shape, dtype), mean, stddev);
    }

    final Tensor truncatedNormal(Shape shape, DType dtype, double mean, double stddev) {
        return shift(new RandomTruncatedNormal(shape, dtype), mean, stddev);
    }

    final Tensor uniform(Shape shape, DType dtype, double min, double max) {
        return shift(new io.keras4j.ops.random.RandomUniform(shape, dtype), min, max - min);
    }

    private Tensor shift(RandomOp op, double offset, double factor) {
        long start = seed.get() == null ? ownSeed : seed.get();
        Tensor drawn = op.apply(Ops.constant(Nd4j.createFromArray(start, 0L)));
        return Ops.add(Ops.multiply(drawn, factor), offset);
    }
}
