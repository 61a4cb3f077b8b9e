package io.keras4j.random;

import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;

/** Where seeds come from that nobody gave: random, or reproducible after {@link #set}, like {@code keras.utils.set_random_seed}. */
public final class RandomSeed {
    private static SplittableRandom source =
            new SplittableRandom(ThreadLocalRandom.current().nextLong());

    private RandomSeed() {}

    /** Makes all that is random from here on (initial weights, dropout, shuffling) follow from {@code seed}. */
    public static synchronized void set(long seed) {
        source = new SplittableRandom(seed);
    }

    /** The next seed, not negative and below 2³¹. */
    public static synchronized long next() {
        return source.nextInt() >>> 1;
    }
}
