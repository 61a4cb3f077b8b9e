package io.keras4j.data;

import java.util.SplittableRandom;

/**
 * A pass over data: all that is random in it follows from these numbers.
 *
 * @param seed the same in all passes of a run
 * @param number counted from 0
 */
record Pass(long seed, long number) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A source of random numbers for this pass. */
    SplittableRandom random() {
        return new SplittableRandom(seed * GOLDEN + number);
    }

    /** This pass for another part of the data, which is to be shuffled in another way. */
    Pass branch(int index) {
        return new Pass((seed ^ index) * GOLDEN + index, number);
    }

    /** Pass {@code index} within this one, over data that are repeated. */
    Pass repeated(long index) {
        return new Pass(seed, number * 1_000_003 + index);
    }
}
