package io.keras4j.backend.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The elements of arrays, in row-major order, as numbers on the heap. */
final class HostNumbers {
    private HostNumbers() {}

    /** The elements as double precision numbers, which all but large 64 bit integers fit into. */
    static double[] doubles(INDArray array) {
        return array.isEmpty()
                ? new double[0]
                : Steps.space(DataType.DOUBLE, array.shape())
                        .assign(array)
                        .data()
                        .asDouble();
    }

    /** The elements of an array of integers. */
    static long[] longs(INDArray array) {
        return array.isEmpty()
                ? new long[0]
                : Steps.space(DataType.INT64, array.shape())
                        .assign(array)
                        .data()
                        .asLong();
    }

    /** Makes {@code numbers} the elements of {@code array}. */
    static void put(double[] numbers, INDArray array) {
        if (!array.isEmpty()) {
            flat(array).assign(Nd4j.createFromArray(numbers));
        }
    }

    /** Makes {@code numbers} the elements of {@code array}. */
    static void put(long[] numbers, INDArray array) {
        if (!array.isEmpty()) {
            flat(array).assign(Nd4j.createFromArray(numbers));
        }
    }

    /** Makes {@code numbers} the elements of {@code array}. */
    static void put(int[] numbers, INDArray array) {
        if (!array.isEmpty()) {
            flat(array).assign(Nd4j.createFromArray(numbers));
        }
    }

    private static INDArray flat(INDArray array) {
        return Views.reshape(array, array.length());
    }
}
