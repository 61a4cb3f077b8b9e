package io.keras4j.preprocessing;

/**
 * The generator behind {@code numpy.random.RandomState(seed)}, the Mersenne Twister MT19937, so that a seed means the
 * same split as in scikit-learn, and the same order as in Keras.
 */
public final class NumpyRandom {
    private static final int SIZE = 624;
    private static final int SHIFT = 397;

    private final int[] state = new int[SIZE];
    private int next = SIZE;

    /** The generator that this seed starts. */
    public NumpyRandom(int seed) {
        state[0] = seed;
        for (int i = 1; i < SIZE; i++) {
            int previous = state[i - 1];
            state[i] = 1812433253 * (previous ^ previous >>> 30) + i;
        }
    }

    /** The numbers from 0 to n - 1 in random order. */
    public int[] permutation(int n) {
        var values = new int[n];
        for (int i = 0; i < n; i++) {
            values[i] = i;
        }
        shuffle(values);
        return values;
    }

    /** Puts the values in random order. */
    void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = upTo(i);
            int value = values[i];
            values[i] = values[j];
            values[j] = value;
        }
    }

    /** A number from 0 to max, by rejecting those beyond it among numbers of as many bits. */
    private int upTo(int max) {
        int mask = -1 >>> Integer.numberOfLeadingZeros(max);
        int value;
        do {
            value = bits() & mask;
        } while (value > max);
        return value;
    }

    private int bits() {
        if (next == SIZE) {
            for (int i = 0; i < SIZE; i++) {
                int y = state[i] & 0x80000000 | state[(i + 1) % SIZE] & 0x7fffffff;
                state[i] = state[(i + SHIFT) % SIZE] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
            }
            next = 0;
        }
        int y = state[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return y ^ y >>> 18;
    }
}
