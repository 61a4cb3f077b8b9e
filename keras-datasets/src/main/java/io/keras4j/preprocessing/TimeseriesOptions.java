package io.keras4j.preprocessing;

/**
 * How {@link Preprocessing#timeseriesDatasetFromArray} cuts windows: the options of <a
 * href="https://keras.io/api/data_loading/timeseries/">keras.utils.timeseries_dataset_from_array</a>.
 */
public final class TimeseriesOptions {
    private int sequenceStride = 1;
    private int samplingRate = 1;
    private int batchSize = 128;
    private boolean shuffle;
    private Long seed;
    private Integer startIndex;
    private Integer endIndex;

    TimeseriesOptions() {}

    /** The number of time steps between the starts of successive windows, 1 by default. */
    public TimeseriesOptions sequenceStride(int value) {
        sequenceStride = positive("sequenceStride", value);
        return this;
    }

    /** The number of time steps between successive elements of a window, 1 by default. */
    public TimeseriesOptions samplingRate(int value) {
        samplingRate = positive("samplingRate", value);
        return this;
    }

    /** The number of windows in a batch, 128 by default; {@code unbatch()} gives single windows. */
    public TimeseriesOptions batchSize(int value) {
        batchSize = positive("batchSize", value);
        return this;
    }

    /** Whether the windows come in random order, another one in every pass; false by default. */
    public TimeseriesOptions shuffle(boolean value) {
        shuffle = value;
        return this;
    }

    /** What the order follows from, by default {@link io.keras4j.Keras#setRandomSeed}. */
    public TimeseriesOptions seed(long value) {
        seed = value;
        return this;
    }

    /** The first time step that is used, 0 by default. */
    public TimeseriesOptions startIndex(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("startIndex: expected 0 or more, got " + value);
        }
        startIndex = value;
        return this;
    }

    /** The time step after the last one that is used, by default the number of them. */
    public TimeseriesOptions endIndex(int value) {
        endIndex = positive("endIndex", value);
        return this;
    }

    private static int positive(String argument, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(argument + ": expected a positive integer, got " + value);
        }
        return value;
    }

    void check(long steps) {
        below("startIndex", startIndex, steps);
        below("endIndex", endIndex, steps);
        below("samplingRate", samplingRate, steps);
        below("sequenceStride", sequenceStride, steps);
        if (startIndex != null && endIndex != null && endIndex <= startIndex) {
            throw new IllegalArgumentException(
                    "endIndex: expected a number above startIndex, which is " + startIndex + ", got " + endIndex);
        }
    }

    private static void below(String argument, Integer value, long steps) {
        if (value != null && value >= steps) {
            throw new IllegalArgumentException(
                    argument + ": expected a number below that of the time steps, " + steps + ", got " + value);
        }
    }

    int sequenceStride() {
        return sequenceStride;
    }

    int samplingRate() {
        return samplingRate;
    }

    int batchSize() {
        return batchSize;
    }

    boolean shuffle() {
        return shuffle;
    }

    Long seed() {
        return seed;
    }

    int start() {
        return startIndex == null ? 0 : startIndex;
    }

    int end(int steps) {
        return endIndex == null ? steps : endIndex;
    }
}
