package io.keras4j.io;

import io.keras4j.backend.NativeMemory;
import io.keras4j.io.hdf5.Datatype;
import io.keras4j.io.hdf5.Hdf5Dataset;
import io.keras4j.io.hdf5.Hdf5Exception;
import io.keras4j.io.hdf5.Hdf5Writer;
import io.keras4j.io.hdf5.Hdf5Writer.Elements;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Variable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.Map;
import org.nd4j.linalg.api.concurrency.AffinityManager.Location;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Moves arrays to and from the datasets of HDF5 files, a piece at a time. Both keep numbers in the same form. */
final class Values {
    private static final int PIECE = 1 << 18;
    private static final String BFLOAT16 = "bfloat16";

    private static final Map<DType, Elements> ELEMENTS = new EnumMap<>(Map.of(
            DType.BOOL, Elements.BOOLEAN,
            DType.UINT8, Elements.UINT8,
            DType.INT8, Elements.INT8,
            DType.INT16, Elements.INT16,
            DType.INT32, Elements.INT32,
            DType.INT64, Elements.INT64,
            DType.BFLOAT16, Elements.OPAQUE16,
            DType.FLOAT16, Elements.FLOAT16,
            DType.FLOAT32, Elements.FLOAT32,
            DType.FLOAT64, Elements.FLOAT64));

    private Values() {}

    /** Adds {@code array}, whose elements are in row-major order without gaps, to {@code group}; it is read when the file is written. */
    static void put(Hdf5Writer.Group group, String name, INDArray array) {
        DType dtype = DType.of(array.dataType());
        Hdf5Writer.Dataset dataset = group.dataset(name, ELEMENTS.get(dtype), array.shape(), out -> write(array, out));
        if (dtype == DType.BFLOAT16) {
            dataset.attribute("dtype", BFLOAT16); // HDF5 does not know the type, this is how Keras tells
        }
    }

    private static void write(INDArray array, OutputStream out) throws IOException {
        if (array.length() == 0) {
            return;
        }
        Nd4j.getAffinityManager().ensureLocation(array, Location.HOST);
        long size = array.length() * array.dataType().width();
        byte[] piece = new byte[(int) Math.min(PIECE, size)];
        for (long done = 0; done < size; done += piece.length) {
            int length = (int) Math.min(piece.length, size - done);
            memory(array, done, length).asByteBuffer().get(piece, 0, length);
            out.write(piece, 0, length);
        }
    }

    /** The elements of {@code dataset}. */
    static INDArray read(Hdf5Dataset dataset) throws IOException {
        DType dtype = dtype(dataset);
        long[] shape = dataset.shape();
        if (dataset.byteSize() == 0) {
            return Nd4j.empty(dtype.nd4j()).reshape(shape);
        }
        try (InputStream in = dataset.open()) {
            INDArray array = Nd4j.createUninitialized(dtype.nd4j(), shape, 'c');
            fill(array, in, dataset.type().bigEndian() ? dtype.bytes() : 1);
            return array;
        }
    }

    /** Sets {@code variable} to the elements of {@code dataset}; without a copy where both have the same dtype. */
    static void set(Variable variable, Hdf5Dataset dataset) throws IOException {
        INDArray array = variable.array();
        boolean inPlace = dtype(dataset) == variable.dtype()
                && shape(dataset).equals(variable.shape())
                && array.ordering() == 'c'
                && !array.isView()
                && dataset.byteSize() > 0;
        if (!inPlace) {
            variable.set(read(dataset));
            return;
        }
        try (InputStream in = dataset.open()) {
            fill(array, in, dataset.type().bigEndian() ? variable.dtype().bytes() : 1);
        }
        variable.touch();
    }

    private static void fill(INDArray array, InputStream in, int swapped) throws IOException {
        long size = array.length() * array.dataType().width();
        byte[] piece = new byte[(int) Math.min(PIECE, size)];
        for (long done = 0; done < size; done += piece.length) {
            int length = (int) Math.min(piece.length, size - done);
            if (in.readNBytes(piece, 0, length) < length) {
                throw new EOFException("it ends within an array");
            }
            swap(piece, swapped);
            memory(array, done, length).asByteBuffer().put(piece, 0, length);
        }
        Nd4j.getAffinityManager().tagLocation(array, Location.HOST);
    }

    private static void swap(byte[] piece, int size) {
        for (int start = 0; size > 1 && start < piece.length; start += size) {
            for (int i = 0; i < size / 2; i++) {
                byte first = piece[start + i];
                piece[start + i] = piece[start + size - 1 - i];
                piece[start + size - 1 - i] = first;
            }
        }
    }

    private static NativeMemory memory(INDArray array, long start, long length) {
        return new NativeMemory(NativeMemory.address(array) + start, length);
    }

    /** The dtype of {@code dataset}. */
    static DType dtype(Hdf5Dataset dataset) throws IOException {
        Datatype type = dataset.type();
        switch (type.kind()) {
            case BOOLEAN:
                return DType.BOOL;
            case BFLOAT:
                return DType.BFLOAT16;
            case OPAQUE:
                if (type.size() == 2 && BFLOAT16.equals(dataset.attributes().get("dtype"))) {
                    return DType.BFLOAT16;
                }
                break;
            case FLOAT:
                return DType.of("float" + 8 * type.size());
            case INTEGER:
                if (type.signed() || type.size() == 1) {
                    return DType.of((type.signed() ? "int" : "uint") + 8 * type.size());
                }
                break;
            default:
                break;
        }
        throw new Hdf5Exception(dataset.path() + " holds " + type + ", which weights cannot be");
    }

    /** The shape of {@code dataset}. */
    static Shape shape(Hdf5Dataset dataset) {
        return Shape.of(dataset.shape());
    }
}
