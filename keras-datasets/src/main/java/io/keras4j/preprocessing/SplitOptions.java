package io.keras4j.preprocessing;

import java.util.concurrent.ThreadLocalRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How {@link Preprocessing#trainTestSplit} divides the samples; the defaults are scikit-learn's. */
public final class SplitOptions {
    private double testFraction = 0.25;
    private int testSamples;
    private boolean shuffle = true;
    private INDArray stratify;
    private int seed = ThreadLocalRandom.current().nextInt();

    SplitOptions() {}

    /** The share of the samples to test on, between 0 and 1, rounded up to whole samples. Default 0.25. */
    public SplitOptions testSize(double fraction) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "testSize must be a fraction between 0 and 1 or a whole number of samples, received " + fraction);
        }
        testFraction = fraction;
        testSamples = 0;
        return this;
    }

    /** The number of samples to test on. */
    public SplitOptions testSize(int samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("testSize must be at least 1 sample, received " + samples);
        }
        testSamples = samples;
        return this;
    }

    /** Whether to draw the samples at random; otherwise the last ones are for testing. Default true. */
    public SplitOptions shuffle(boolean shuffle) {
        this.shuffle = shuffle;
        return this;
    }

    /** Labels, one (or one row) for each sample, whose shares are to be the same on both sides. Default: none. */
    public SplitOptions stratify(INDArray labels) {
        stratify = labels;
        return this;
    }

    /** As {@link #stratify(INDArray)}. */
    public SplitOptions stratify(int[] labels) {
        return stratify(Nd4j.createFromArray(labels));
    }

    /**
     * Makes the split repeatable, and the same as scikit-learn's with this {@code random_state}; from 0 to 2<sup>32</sup>
     * - 1. Default: another split each time.
     */
    public SplitOptions seed(long seed) {
        if (seed < 0 || seed >>> 32 != 0) {
            throw new IllegalArgumentException("seed must be from 0 to 4294967295, received " + seed);
        }
        this.seed = (int) seed;
        return this;
    }

    /** The indices of the samples on either side. */
    SplitIndices indices(int samples) {
        int test = testSamples > 0 ? testSamples : (int) Math.ceil(testFraction * samples);
        if (test >= samples) {
            throw new IllegalArgumentException(
                    "testSize leaves no samples to train on: it takes " + test + " of " + samples);
        }
        if (stratify == null) {
            return shuffle
                    ? SplitIndices.random(samples, test, new NumpyRandom(seed))
                    : SplitIndices.inOrder(samples, test);
        }
        if (!shuffle) {
            throw new IllegalArgumentException("stratify needs shuffle: samples in order cannot be balanced");
        }
        if (stratify.rank() == 0 || stratify.isEmpty() || stratify.size(0) != samples) {
            throw new IllegalArgumentException("stratify must hold a label for each of the " + samples
                    + " samples, received " + Values.describe(stratify));
        }
        return SplitIndices.stratified(stratify, test, new NumpyRandom(seed));
    }
}
