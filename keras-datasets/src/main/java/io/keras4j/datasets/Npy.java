package io.keras4j.datasets;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads one array in NumPy's {@code .npy} format: a magic number, a header that is a Python dict, and the elements. */
final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself trusts no longer header. */
    private static final int MAX_HEADER = 10_000;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<>|=])(\\w+)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\), \\}\\s*");

    /** An element type: its size, and how a vector of its elements is made of bytes. */
    private record ElementType(DataType type, int bytes, Function<ByteBuffer, INDArray> vector) {}

    private static final Map<String, ElementType> TYPES = Map.of(
            "b1", new ElementType(DataType.BOOL, 1, b -> bytes(b).castTo(DataType.BOOL)),
            "i1", new ElementType(DataType.INT8, 1, Npy::bytes),
            "u1", new ElementType(DataType.UINT8, 1, b -> bytes(b).castTo(DataType.UINT8)),
            "i2",
                    new ElementType(DataType.INT16, 2, b -> {
                        var values = new short[b.remaining() / 2];
                        b.asShortBuffer().get(values);
                        return Nd4j.createFromArray(values);
                    }),
            "i4",
                    new ElementType(DataType.INT32, 4, b -> {
                        var values = new int[b.remaining() / 4];
                        b.asIntBuffer().get(values);
                        return Nd4j.createFromArray(values);
                    }),
            "i8",
                    new ElementType(DataType.INT64, 8, b -> {
                        var values = new long[b.remaining() / 8];
                        b.asLongBuffer().get(values);
                        return Nd4j.createFromArray(values);
                    }),
            "f4",
                    new ElementType(DataType.FLOAT, 4, b -> {
                        var values = new float[b.remaining() / 4];
                        b.asFloatBuffer().get(values);
                        return Nd4j.createFromArray(values);
                    }),
            "f8",
                    new ElementType(DataType.DOUBLE, 8, b -> {
                        var values = new double[b.remaining() / 8];
                        b.asDoubleBuffer().get(values);
                        return Nd4j.createFromArray(values);
                    }));

    private Npy() {}

    private static INDArray bytes(ByteBuffer buffer) {
        return Nd4j.createFromArray(buffer.array());
    }

    /** Reads an array from a stream that ends with it. */
    static INDArray read(String name, InputStream in) throws IOException {
        Matcher header = HEADER.matcher(header(name, in));
        if (!header.matches()) {
            throw new DatasetException(name + " has a header that is not understood, or holds structured data");
        }
        ElementType type = TYPES.get(header.group(2));
        if (type == null) {
            throw new DatasetException(name + " has elements of type '" + header.group(2) + "', not one of "
                    + TYPES.keySet().stream().sorted().toList());
        }
        long[] shape = shape(name, header.group(4), type.bytes);
        long elements = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        int length = (int) (elements * type.bytes);
        // Allocates as it reads, so a header cannot claim more memory than the file has bytes for.
        byte[] data = in.readNBytes(length);
        if (data.length < length) {
            throw new DatasetException(name + " is cut short: " + Arrays.toString(shape) + " takes " + length
                    + " bytes, there are " + data.length);
        }
        if (elements == 0) {
            return Nd4j.create(type.type, shape);
        }
        ByteOrder order = header.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        INDArray vector = type.vector.apply(ByteBuffer.wrap(data).order(order));
        return vector.reshape(header.group(3).equals("True") ? 'f' : 'c', shape);
    }

    private static String header(String name, InputStream in) throws IOException {
        byte[] start = in.readNBytes(8);
        if (start.length < 8 || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DatasetException(name + " is not an array in NumPy's .npy format");
        }
        byte[] size = in.readNBytes(start[6] == 1 ? 2 : 4);
        long length = 0;
        for (int i = size.length - 1; i >= 0; i--) {
            length = length << 8 | size[i] & 0xff;
        }
        if (length > MAX_HEADER) {
            throw new DatasetException(name + " has a header of " + length + " bytes, more than " + MAX_HEADER);
        }
        return new String(in.readNBytes((int) length), StandardCharsets.UTF_8);
    }

    private static long[] shape(String name, String dimensions, int elementBytes) {
        try {
            long[] shape = Stream.of(dimensions.split(","))
                    .map(String::strip)
                    .filter(d -> !d.isEmpty())
                    .mapToLong(Long::parseLong)
                    .toArray();
            long bytes = elementBytes;
            for (long dimension : shape) {
                bytes = Math.multiplyExact(bytes, dimension);
            }
            Math.toIntExact(bytes);
            return shape;
        } catch (ArithmeticException | NumberFormatException e) {
            throw new DatasetException(name + " has the shape (" + dimensions + "), larger than a Java array", e);
        }
    }
}
