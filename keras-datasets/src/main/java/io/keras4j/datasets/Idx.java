package io.keras4j.datasets;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The file format of MNIST: two zero bytes, the element type, the rank, a big-endian int32 for each dimension, and the
 * elements in row-major order.
 */
final class Idx {
    private static final int UNSIGNED_BYTE = 8;

    private Idx() {}

    /** The arrays of several files. */
    static List<INDArray> parse(List<DataFile> files, List<byte[]> contents) {
        List<INDArray> arrays = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            arrays.add(parse(files.get(i).name(), contents.get(i)));
        }
        return arrays;
    }

    /** The array of unsigned bytes in a file's content. */
    static INDArray parse(String name, byte[] content) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            int zero = buffer.getShort();
            int type = buffer.get();
            int rank = buffer.get();
            if (zero != 0 || type != UNSIGNED_BYTE || rank < 1) {
                throw new DatasetException(name + " is not an idx file of unsigned bytes");
            }
            var shape = new long[rank];
            long elements = 1;
            for (int i = 0; i < rank; i++) {
                shape[i] = buffer.getInt();
                // A product beyond the file's length is wrong already, so it cannot overflow.
                elements = shape[i] < 0 || elements > content.length ? -1 : elements * shape[i];
            }
            if (elements != buffer.remaining()) {
                throw new DatasetException(
                        name + " should hold " + Arrays.toString(shape) + " bytes, it holds " + buffer.remaining());
            }
            var elementBytes = new byte[buffer.remaining()];
            buffer.get(elementBytes);
            return Nd4j.createFromArray(elementBytes).castTo(DataType.UINT8).reshape(shape);
        } catch (BufferUnderflowException e) {
            throw new DatasetException(name + " ends within its header", e);
        }
    }
}
