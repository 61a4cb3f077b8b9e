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

    // Numerators and denominators of AS 241, the highest powers first: near the centre, further out, in the tails.
    private static final double[] CENTRE_ABOVE = {
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608
    };
    private static final double[] CENTRE_BELOW = {
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1
    };
    private static final double[] MIDDLE_ABOVE = {
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734
    };
    private static final double[] MIDDLE_BELOW = {
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1
    };
    private static final double[] TAIL_ABOVE = {
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772
    };
    private static final double[] TAIL_BELOW = {
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.1369298809227358053,
        0.59983220655588793769,
        1
    };

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
            tile[i] = normalQuantile(Math.max(tile[i], 0x1p-54));
        }
    }

    /** {@link #normal} without what lies beyond ±2. */
    public static void truncatedNormal(long key, long from, int length, int[] bits, double[] tile) {
        uniform(key, from, length, bits, tile);
        for (int i = 0; i < length; i++) {
            tile[i] = normalQuantile(BELOW_MINUS_2 + tile[i] * (1 - 2 * BELOW_MINUS_2));
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
    private static long mix(long value) {
        long x = value;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        return x ^ (x >>> 31);
    }

    /**
     * The number below which a normally distributed one lies with probability {@code p}, to about 16 digits. Source: M. Wichura, The
     * percentage points of the normal distribution, algorithm AS 241 (1988).
     */
    static double normalQuantile(double p) {
        double q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            double r = 0.180625 - q * q;
            return q * polynomial(CENTRE_ABOVE, r) / polynomial(CENTRE_BELOW, r);
        }
        double r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
        double x = r <= 5
                ? polynomial(MIDDLE_ABOVE, r - 1.6) / polynomial(MIDDLE_BELOW, r - 1.6)
                : polynomial(TAIL_ABOVE, r - 5) / polynomial(TAIL_BELOW, r - 5);
        return q < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double x) {
        double sum = 0;
        for (double coefficient : coefficients) {
            sum = sum * x + coefficient;
        }
        return sum;
    }
}
