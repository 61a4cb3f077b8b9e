package io.keras4j.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Row-major arrays without gaps, which is what kernels expect. */
public final class RowMajor {
    private RowMajor() {}

    /** {@code array}, or a copy of it, with its elements in row-major order and without gaps. */
    public static INDArray of(INDArray array) {
        return is(array) ? array : array.dup('c');
    }

    /** Whether the elements are in row-major order without gaps. */
    public static boolean is(INDArray array) {
        if (array.rank() == 0) {
            return true;
        }
        long expected = 1;
        for (int axis = array.rank() - 1; axis >= 0; axis--) {
            if (array.size(axis) != 1 && array.stride(axis) != expected) {
                return false;
            }
            expected *= array.size(axis);
        }
        return array.ordering() == 'c';
    }
}
