package io.keras4j.random;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import org.nd4j.linalg.factory.Nd4j;

/** Where seeds come from that nobody gave: random, or reproducible after {@link #set}, like {@code keras.utils.set_random_seed}. */
public final class RandomSeed {
    private static SplittableRandom source =
            new SplittableRandom(ThreadLocalRandom.current().nextLong());

    private static long generatorSeed = next();
    private static SeedGenerator generator;

    private RandomSeed() {}

    /** Makes all that is random from here on (initial weights, dropout, shuffling) follow from {@code seed}. */
    public static synchronized void set(long seed) {
        source = new SplittableRandom(seed);
        generatorSeed = seed;
        if (generator != null) {
            generator.state().set(Nd4j.createFromArray(seed, 0L)); // plans that draw with it hold on to it
        }
    }

    /** The next seed, not negative and below 2³¹. */
    public static synchronized long next() {
        return source.nextInt() >>> 1;
    }

    /** The generator that draws where none is given: it starts at the seed of {@link #set}. */
    public static synchronized SeedGenerator generator() {
        if (generator == null) {
            generator = new SeedGenerator(generatorSeed);
        }
        return generator;
    }
}
