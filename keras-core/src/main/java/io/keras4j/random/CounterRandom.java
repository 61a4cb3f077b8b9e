package io.keras4j.random;

/**
 * The generator behind all random ops: number i of a draw depends on the seed, the count of the draw and i alone. So any part of a tensor
 * can be filled without the rest, by any thread of any backend, with the same numbers.
 *
 * <p>Each number comes from two rounds of a 32-bit mixing function (multiply and xor-shift; constants of C. Wellons, "Prospecting for hash
 * functions") over its index, keyed before each round with half of a 64-bit mix of seed and count. The loops are of the kind that the JVM
 * vectorises: 32-bit arithmetic on arrays, whose start values come from a table because a loop's own counter is not vectorised.
 *
 * <p>Floats are made from the upper 24 bits of a number, doubles from 53 bits of two.
 */
public final class CounterRandom {
    private static final int STEP = 0x9E3779B9; // 2³² divided by the golden ratio
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final long SECOND_STREAM = 0xD1B54A32D192ED03L;
    private static final int[] RAMP = new int[4096];
    private static final double BELOW_MINUS_2 = 0.022750131948179207;

    static {
        for (int i = 0; i < RAMP.length; i++) {
            RAMP[i] = i * STEP;
        }
    }

    private CounterRandom() {}

    /** What {@code seed} and {@code count}, the state of a generator, come to: the key that the other methods take. */
    public static long key(long seed, long count) {
        return mix(mix(seed + GOLDEN) + count * GOLDEN);
    }

    /** Fills the first {@code length} elements of {@code tile} with random bits: numbers {@code from}, {@code from + 1}, ... of a draw. */
    public static void bits(long key, long from, int length, int[] tile) {
        int done = 0;
        while (done < length) {
            long index = from + done;
            int lower = (int) index;
            long untilCarry = (1L << 32) - (lower & 0xFFFFFFFFL);
            int count = (int) Math.min(Math.min(RAMP.length, length - done), untilCarry);
            long upperKey = index >>> 32 == 0 ? key : mix(key + (index >>> 32) * GOLDEN);
            bits((int) upperKey + lower * STEP, (int) (upperKey >>> 32), done, count, tile);
            done += count;
        }
    }

    private static void bits(int first, int second, int offset, int length, int[] tile) {
        for (int i = 0; i < length; i++) {
            int x = RAMP[i] + first;
            x ^= x >>> 16;
            x *= 0x21F0AAAD;
            x ^= x >>> 15;
            x *= 0x735A2D97;
            x ^= x >>> 15;
            x += second;
            x ^= x >>> 17;
            x *= 0xED5AD4BB;
            x ^= x >>> 11;
            x *= 0xAC4C1B51;
            x ^= x >>> 15;
            tile[offset + i] = x;
        }
    }

    /**
     * Fills the first {@code length} elements of {@code tile} with numbers from 0 up to, but without, 1.
     *
     * @param bits space for as many ints
     */
    public static void uniform(long key, long from, int length, int[] bits, float[] tile) {
        bits(key, from, length, bits);
        for (int i = 0; i < length; i++) {
            tile[i] = (bits[i] >>> 8) * 0x1p-24f;
        }
    }

    /** {@link #uniform(long, long, int, int[], float[])} in double precision. */
    public static void uniform(long key, long from, int length, int[] bits, double[] tile) {
        bits(key, from, length, bits);
        for (int i = 0; i < length; i++) {
            tile[i] = (bits[i] >>> 5) * 0x1p-27;
        }
        bits(key ^ SECOND_STREAM, from, length, bits);
        for (int i = 0; i < length; i++) {
            tile[i] += (bits[i] >>> 6) * 0x1p-53;
        }
    }

    /** Fills the first {@code length} elements of {@code tile} with normally distributed numbers of mean 0 and standard deviation 1. */
    public static void normal(long key, long from, int length, int[] bits, double[] tile) {
        uniform(key, from, length, bits, tile);
        for (int i = 0; i < length; i++) {
            tile[i] = NormalQuantile.of(Math.max(tile[i], 0x1p-54));
        }
    }

    /** {@link #normal} without what lies beyond ±2. */
    public static void truncatedNormal(long key, long from, int length, int[] bits, double[] tile) {
        uniform(key, from, length, bits, tile);
        for (int i = 0; i < length; i++) {
            tile[i] = NormalQuantile.of(BELOW_MINUS_2 + tile[i] * (1 - 2 * BELOW_MINUS_2));
        }
    }

    /**
     * Sets the first {@code length} elements of {@code tile} to 0 with probability {@code rate}, else to {@code kept}. Number i of a draw
     * is kept when its {@link #bits}, shifted right by one, are at least {@link #dropoutThreshold}.
     */
    public static void dropout(long key, double rate, int kept, long from, int length, int[] tile) {
        bits(key, from, length, tile);
        int threshold = dropoutThreshold(rate);
        for (int i = 0; i < length; i++) {
            tile[i] = ~(((tile[i] >>> 1) - threshold) >> 31) & kept;
        }
    }

    /** See {@link #dropout}. */
    public static int dropoutThreshold(double rate) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(rate * 0x1p31));
    }

    /**
     * Fills the first {@code length} elements of {@code permutation} with the numbers below {@code length} in random order: each place in
     * turn takes any of the numbers that are left (Fisher-Yates).
     */
    public static void permutation(long key, int length, int[] bits, int[] permutation) {
        bits(key, 0, length, bits);
        for (int i = 0; i < length; i++) {
            int other = (int) ((bits[i] & 0xFFFFFFFFL) * (i + 1) >>> 32);
            permutation[i] = permutation[other];
            permutation[other] = i;
        }
    }

    /** The finalizer of SplitMix64. */
    static long mix(long value) {
        long x = value;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }
}
