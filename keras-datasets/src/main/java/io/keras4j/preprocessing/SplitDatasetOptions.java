package io.keras4j.preprocessing;

/**
 * How {@link Preprocessing#splitDataset} divides samples: the options of <a
 * href="https://keras.io/api/utils/python_utils/#splitdataset-function">keras.utils.split_dataset</a>. At least one of the sizes is needed;
 * the other is the rest.
 */
public final class SplitDatasetOptions {
    private Size left;
    private Size right;
    private boolean shuffle;
    private Long seed;

    /** A number of samples, or a share of them. */
    private record Size(Double fraction, int count) {
        int of(int samples) {
            return fraction == null ? count : (int) Math.rint(fraction * samples);
        }
    }

    SplitDatasetOptions() {}

    /** The share of the samples that go to the left side, between 0 and 1. */
    public SplitDatasetOptions leftSize(double fraction) {
        left = fraction("leftSize", fraction);
        return this;
    }

    /** The number of samples that go to the left side. */
    public SplitDatasetOptions leftSize(int samples) {
        left = count("leftSize", samples);
        return this;
    }

    /** The share of the samples that go to the right side, the last ones, between 0 and 1. */
    public SplitDatasetOptions rightSize(double fraction) {
        right = fraction("rightSize", fraction);
        return this;
    }

    /** The number of samples that go to the right side, the last ones. */
    public SplitDatasetOptions rightSize(int samples) {
        right = count("rightSize", samples);
        return this;
    }

    /** Whether the samples are shuffled before they are divided; false by default. */
    public SplitDatasetOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** What the order follows from, by default {@link io.keras4j.Keras#setRandomSeed}. */
    public SplitDatasetOptions seed(long value) {
        seed = value;
        return this;
    }

    private static Size fraction(String argument, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    argument + ": expected a whole number of samples or a fraction between 0 and 1, got " + value);
        }
        return new Size(value, 0);
    }

    private static Size count(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + ": expected at least 1 sample, got " + value);
        }
        return new Size(null, value);
    }

    boolean shuffle() {
        return shuffle;
    }

    Long seed() {
        return seed;
    }

    /** The numbers of samples on either side, of so many. */
    int[] sizes(int samples) {
        if (left == null && right == null) {
            throw new IllegalArgumentException("splitDataset: at least one of leftSize and rightSize must be given");
        }
        int onLeft = left == null ? samples - right.of(samples) : left.of(samples);
        int onRight = right == null ? samples - onLeft : right.of(samples);
        if (onLeft < 1 || onRight < 1 || onLeft + onRight > samples) {
            throw new IllegalArgumentException("splitDataset: of " + samples + " samples, " + onLeft
                    + " would be on the left side and " + onRight + " on the right; either needs one, and together"
                    + " they must not be more than there are");
        }
        return new int[] {onLeft, onRight};
    }
}
