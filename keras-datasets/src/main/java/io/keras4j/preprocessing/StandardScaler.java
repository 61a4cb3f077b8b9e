package io.keras4j.preprocessing;

/**
 * Gives each column a mean of 0 and a variance of 1: {@code (x - mean) / standardDeviation}, as scikit-learn's class of
 * this name.
 *
 * <pre>{@code
 * var scaler = new StandardScaler();
 * INDArray trainX = scaler.fitTransform(split.trainX());
 * INDArray testX = scaler.transform(split.testX());     // with the numbers of the training data
 * }</pre>
 *
 * <p>The standard deviation is that of the population (divided by the number of samples). A constant column has none: it
 * is centred only.
 */
public final class StandardScaler extends ColumnScaler<StandardScaler> {
    private boolean withMean = true;
    private boolean withStd = true;
    private double[] mean;
    private double[] variance;
    private double[] scale;

    /** A scaler that centres and scales. */
    public StandardScaler() {}

    /** Whether to subtract the mean. Default true. */
    public StandardScaler withMean(boolean withMean) {
        requireNotFitted("withMean");
        this.withMean = withMean;
        return this;
    }

    /** Whether to divide by the standard deviation. Default true. */
    public StandardScaler withStd(boolean withStd) {
        requireNotFitted("withStd");
        this.withStd = withStd;
        return this;
    }

    /** The mean of each column. */
    public double[] mean() {
        requireFitted("mean");
        return mean.clone();
    }

    /** The variance of each column. */
    public double[] variance() {
        requireFitted("variance");
        return variance.clone();
    }

    /** What each column is divided by: its standard deviation, or 1 where it is constant. */
    public double[] scale() {
        requireFitted("scale");
        return scale.clone();
    }

    @Override
    void begin(int columns) {
        mean = new double[columns];
        variance = new double[columns];
        scale = new double[columns];
    }

    @Override
    void fitColumn(int column, double[] values, double epsilon) {
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double m = sum / n;
        double deviations = 0;
        double squares = 0;
        for (double value : values) {
            double deviation = value - m;
            deviations += deviation;
            squares += deviation * deviation;
        }
        // The deviations from an exact mean add up to 0; what they do add up to corrects its rounding.
        double v = (squares - deviations * deviations / n) / n;
        // A variance within the rounding errors of this computation is that of a constant.
        double rounding = n * m * Math.ulp(1.0);
        boolean constant = v <= n * Math.ulp(1.0) * v + rounding * rounding;
        mean[column] = m;
        variance[column] = v;
        scale[column] = constant || !withStd ? 1 : Math.sqrt(v);
    }

    @Override
    double scale(int column, double value) {
        return (withMean ? value - mean[column] : value) / scale[column];
    }

    @Override
    double unscale(int column, double value) {
        double deviation = value * scale[column];
        return withMean ? deviation + mean[column] : deviation;
    }
}
