package io.keras4j.preprocessing;

import java.util.Arrays;

/**
 * Moves and stretches each column to a range: {@code (x - min) / (max - min)} for the range from 0 to 1, as
 * scikit-learn's class of this name.
 *
 * <pre>{@code
 * var scaler = new MinMaxScaler().featureRange(-1, 1);
 * INDArray trainX = scaler.fitTransform(split.trainX());
 * INDArray testX = scaler.transform(split.testX());     // may go beyond the range
 * }</pre>
 *
 * <p>A constant column becomes the lower end of the range.
 */
public final class MinMaxScaler extends ColumnScaler<MinMaxScaler> {
    private double low = 0;
    private double high = 1;
    private boolean clip;
    private double[] dataMin;
    private double[] dataMax;
    private double[] scale;

    /** A scaler to the range from 0 to 1. */
    public MinMaxScaler() {}

    /** The range of the scaled columns. Default 0 to 1. */
    public MinMaxScaler featureRange(double low, double high) {
        requireNotFitted("featureRange");
        if (!(low < high)) {
            throw new IllegalArgumentException(
                    "featureRange must go from a lower to a higher number, received " + low + " to " + high);
        }
        this.low = low;
        this.high = high;
        return this;
    }

    /** Whether values beyond those that were fitted are cut off at the ends of the range. Default false. */
    public MinMaxScaler clip(boolean clip) {
        requireNotFitted("clip");
        this.clip = clip;
        return this;
    }

    /** The smallest value of each column. */
    public double[] dataMin() {
        requireFitted("dataMin");
        return dataMin.clone();
    }

    /** The largest value of each column. */
    public double[] dataMax() {
        requireFitted("dataMax");
        return dataMax.clone();
    }

    @Override
    void begin(int columns) {
        dataMin = new double[columns];
        dataMax = new double[columns];
        scale = new double[columns];
    }

    @Override
    void fitColumn(int column, double[] values, double epsilon) {
        dataMin[column] = Arrays.stream(values).min().orElse(Double.NaN);
        dataMax[column] = Arrays.stream(values).max().orElse(Double.NaN);
        double range = dataMax[column] - dataMin[column];
        scale[column] = (high - low) / (range < 10 * epsilon ? 1 : range);
    }

    @Override
    double scale(int column, double value) {
        double scaled = (value - dataMin[column]) * scale[column] + low;
        return clip ? Math.min(Math.max(scaled, low), high) : scaled;
    }

    @Override
    double unscale(int column, double value) {
        return (value - low) / scale[column] + dataMin[column];
    }
}
