package io.keras4j.preprocessing;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A scaler that learns some numbers about each column of a matrix.
 *
 * @param <S> the scaler itself
 */
abstract class ColumnScaler<S extends ColumnScaler<S>> {
    private int columns = -1;

    ColumnScaler() {}

    /** Makes room for the numbers learnt about the columns. */
    abstract void begin(int columns);

    /**
     * Learns about a column.
     *
     * @param values its values that are not NaN
     * @param epsilon the precision of the data's type
     */
    abstract void fitColumn(int column, double[] values, double epsilon);

    abstract double scale(int column, double value);

    abstract double unscale(int column, double value);

    /**
     * Learns the columns of a matrix {@code [samples, features]}; what was learnt before is forgotten. NaN stands for a
     * missing value and is left out.
     */
    @SuppressWarnings("unchecked")
    public S fit(INDArray x) {
        requireMatrix(x);
        double[] values = Values.of(x);
        int rows = (int) x.size(0);
        int width = (int) x.size(1);
        boolean singlePrecision = x.dataType() == DataType.FLOAT || x.dataType() == DataType.FLOAT16;
        begin(width);
        for (int column = 0; column < width; column++) {
            var present = new double[rows];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                double value = values[row * width + column];
                if (Double.isInfinite(value)) {
                    throw new IllegalArgumentException(name() + ".fit: x must be finite, received " + value + " in row "
                            + row + ", column " + column);
                }
                if (!Double.isNaN(value)) {
                    present[count++] = value;
                }
            }
            fitColumn(column, Arrays.copyOf(present, count), singlePrecision ? Math.ulp(1f) : Math.ulp(1.0));
        }
        columns = width;
        return (S) this;
    }

    /** As {@link #fit(INDArray)}. */
    public S fit(float[][] x) {
        return fit(Values.matrix("x", x));
    }

    /** The scaled matrix, in a new array: float64 where {@code x} is, else float32. NaN stays NaN. */
    public INDArray transform(INDArray x) {
        return map(x, "transform", this::scale);
    }

    /** As {@link #transform(INDArray)}. */
    public INDArray transform(float[][] x) {
        return transform(Values.matrix("x", x));
    }

    /** {@link #fit(INDArray)} and {@link #transform(INDArray)}. */
    public INDArray fitTransform(INDArray x) {
        return fit(x).transform(x);
    }

    /** As {@link #fitTransform(INDArray)}. */
    public INDArray fitTransform(float[][] x) {
        return fitTransform(Values.matrix("x", x));
    }

    /** The matrix that scales to this one, in a new array: float64 where {@code x} is, else float32. */
    public INDArray inverseTransform(INDArray x) {
        return map(x, "inverseTransform", this::unscale);
    }

    /** A number computed from a value and its column. */
    private interface ColumnFunction {
        double apply(int column, double value);
    }

    private INDArray map(INDArray x, String method, ColumnFunction function) {
        requireFitted(method);
        requireMatrix(x);
        if (x.size(1) != columns) {
            throw new IllegalArgumentException(name() + "." + method + ": x must have the " + columns
                    + " columns that fit saw, received " + Values.describe(x));
        }
        double[] values = Values.of(x);
        for (int i = 0; i < values.length; i++) {
            values[i] = function.apply(i % columns, values[i]);
        }
        INDArray result = Nd4j.createFromArray(values).reshape(x.shape());
        return x.dataType() == DataType.DOUBLE ? result : result.castTo(DataType.FLOAT);
    }

    final void requireFitted(String method) {
        if (columns < 0) {
            throw new IllegalStateException(name() + " is not fitted: call fit or fitTransform before " + method);
        }
    }

    final void requireNotFitted(String option) {
        if (columns >= 0) {
            throw new IllegalStateException(name() + " is fitted: set " + option + " before fit");
        }
    }

    private void requireMatrix(INDArray x) {
        if (x.rank() != 2 || x.isEmpty()) {
            throw new IllegalArgumentException(name() + " expects a matrix [samples, features], received "
                    + Values.describe(x) + (x.rank() == 1 ? "; reshape(-1, 1) makes it one column" : ""));
        }
    }

    private String name() {
        return getClass().getSimpleName();
    }
}
