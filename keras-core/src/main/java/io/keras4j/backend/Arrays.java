package io.keras4j.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** What kernels expect of arrays. */
public final class Arrays {
    private Arrays() {}

    /** {@code array}, or a copy of it, with its elements in row-major order and without gaps. */
    public static INDArray rowMajor(INDArray array) {
        return isRowMajor(array) ? array : array.dup('c');
    }

    /** Whether the elements are in row-major order without gaps. */
    public static boolean isRowMajor(INDArray array) {
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
