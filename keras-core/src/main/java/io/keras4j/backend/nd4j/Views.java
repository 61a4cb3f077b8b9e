package io.keras4j.backend.nd4j;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Other ways to look at the memory of an array. */
final class Views {
    private Views() {}

    /** The {@code size[i]} elements from {@code start[i]}, by {@code step[i]}, of every axis. */
    static INDArray slice(INDArray array, long[] start, long[] size, long[] step) {
        long offset = array.offset();
        long[] strides = new long[size.length];
        for (int axis = 0; axis < size.length; axis++) {
            offset += start[axis] * array.stride(axis);
            strides[axis] = step[axis] * array.stride(axis);
        }
        return Nd4j.create(array.data(), size, strides, offset, 'c');
    }

    /** {@code array} read with other sizes and strides, from its first element. */
    static INDArray strided(INDArray array, long[] dims, long[] strides) {
        return Nd4j.create(array.data(), dims, strides, array.offset(), 'c');
    }

    /** The elements from {@code start} up to but without {@code stop} of {@code axis}. */
    static INDArray slice(INDArray array, int axis, long start, long stop) {
        long[] starts = new long[array.rank()];
        long[] size = array.shape().clone();
        long[] step = new long[array.rank()];
        Arrays.fill(step, 1);
        starts[axis] = start;
        size[axis] = stop - start;
        return slice(array, starts, size, step);
    }

    /** {@code array}, which is row-major without gaps, under another shape. */
    static INDArray reshape(INDArray array, long... dims) {
        return array.isEmpty()
                ? array
                : Nd4j.create(array.data(), dims, Nd4j.getStrides(dims, 'c'), array.offset(), 'c');
    }
}
