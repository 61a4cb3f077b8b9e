package io.keras4j.preprocessing;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The samples (slices of the first axis) of an array, whatever its order and strides. */
final class Rows {
    private final long[] shape;
    private final INDArray rows;

    Rows(INDArray array) {
        shape = array.shape().clone();
        rows = array.dup('c').reshape('c', shape[0], array.length() / shape[0]);
    }

    /** The samples with these indices, in a new array. */
    INDArray take(int[] indices) {
        long[] taken = shape.clone();
        taken[0] = indices.length;
        return Nd4j.pullRows(rows, 1, indices).reshape('c', taken);
    }

    /** One sample, in a new array without the first axis. */
    INDArray row(int index) {
        return take(new int[] {index}).reshape('c', Arrays.copyOfRange(shape, 1, shape.length));
    }
}
