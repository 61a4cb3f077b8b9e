package io.keras4j.preprocessing;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Array elements as plain Java arrays, whatever the type, the order and the strides of the array. */
final class Values {
    private Values() {}

    /** All elements in row-major order. */
    static double[] of(INDArray array) {
        return array.isEmpty()
                ? new double[0]
                : array.castTo(DataType.DOUBLE).dup('c').data().asDouble();
    }

    /** All elements in row-major order, of which none may be NaN. */
    static double[] withoutNan(String argument, INDArray array) {
        double[] values = of(array);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException(
                        argument + " must not be NaN, which it is at index " + i + " of " + describe(array));
            }
        }
        return values;
    }

    /** All elements in row-major order, which must be whole numbers. */
    static int[] integers(String argument, INDArray array) {
        double[] values = of(array);
        var integers = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            integers[i] = (int) values[i];
            if (integers[i] != values[i]) {
                throw new IllegalArgumentException(argument + " must hold whole numbers, received " + values[i]
                        + " at index " + i + " of " + describe(array));
            }
        }
        return integers;
    }

    /** A matrix of a Java array, whose rows must have one length. */
    static INDArray matrix(String argument, float[][] rows) {
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != rows[0].length) {
                throw new IllegalArgumentException(argument + " must have rows of one length, received "
                        + rows[0].length + " values in row 0 and " + rows[i].length + " in row " + i);
            }
        }
        if (rows.length == 0 || rows[0].length == 0) {
            throw new IllegalArgumentException(argument + " must not be empty");
        }
        return Nd4j.createFromArray(rows);
    }

    /** The samples (slices of the first axis) with these indices, in a new array. */
    static INDArray take(INDArray array, int[] indices) {
        return new Rows(array).take(indices);
    }

    /** For example {@code FLOAT[150, 4]}. */
    static String describe(INDArray array) {
        return array.dataType() + Arrays.toString(array.shape());
    }
}
