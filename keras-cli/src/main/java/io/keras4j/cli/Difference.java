package io.keras4j.cli;

import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far arrays are from those that were expected.
 *
 * @param absolute the largest difference of two elements
 * @param relative the same, divided by the largest element that was expected in the same array
 */
record Difference(double absolute, double relative) {
    static final Difference NONE = new Difference(0, 0);

    /** The difference of two arrays of one shape; a NaN differs from all but a NaN, infinitely. */
    static Difference of(INDArray actual, INDArray expected) {
        double[] a = elements(actual);
        double[] b = elements(expected);
        double largest = 0;
        double scale = 0;
        for (int i = 0; i < a.length; i++) {
            if (Double.compare(a[i], b[i]) != 0) {
                double difference = Math.abs(a[i] - b[i]);
                largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
            }
            scale = Double.isFinite(b[i]) ? Math.max(scale, Math.abs(b[i])) : scale;
        }
        return new Difference(largest, scale == 0 ? largest : largest / scale);
    }

    private static double[] elements(INDArray array) {
        return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
    }

    Difference max(Difference other) {
        return new Difference(Math.max(absolute, other.absolute), Math.max(relative, other.relative));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "absolute %.2e  relative %.2e", absolute, relative);
    }
}
