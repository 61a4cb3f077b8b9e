package io.keras4j.datasets;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reads and writes NumPy's {@code .npy} files, as {@code numpy.load} and {@code numpy.save} do: a magic number, a header that is a Python
 * dict, and the elements of one array, of the types that {@link Npz} lists.
 *
 * <pre>{@code
 * INDArray x = Npy.load(Path.of("x.npy"));
 * Npy.save(Path.of("y.npy"), model.predict(x));
 * }</pre>
 */
public final class Npy {
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

    /** NumPy itself trusts no longer header. */
    private static final int MAX_HEADER = 10_000;

    /** The header ends where elements are aligned. */
    private static final int ALIGNMENT = 64;

    private static final Pattern HEADER = Pattern.compile(
            "\\{'descr': '([<>|=])(\\w+)', 'fortran_order': (True|False), 'shape': \\(([\\d, ]*)\\), \\}\\s*");

    /** An element type: its size, how a vector of its elements is made of bytes, and how bytes are made of a vector. */
    private record ElementType(
            DataType type, int bytes, Function<ByteBuffer, INDArray> vector, BiConsumer<INDArray, ByteBuffer> put) {}

    private static final Map<String, ElementType> TYPES = Map.of(
            "b1", new ElementType(DataType.BOOL, 1, b -> bytes(b).castTo(DataType.BOOL), Npy::putBytes),
            "i1", new ElementType(DataType.INT8, 1, Npy::bytes, Npy::putBytes),
            "u1", new ElementType(DataType.UINT8, 1, b -> bytes(b).castTo(DataType.UINT8), Npy::putBytes),
            "i2",
                    new ElementType(
                            DataType.INT16,
                            2,
                            b -> {
                                var values = new short[b.remaining() / 2];
                                b.asShortBuffer().get(values);
                                return Nd4j.createFromArray(values);
                            },
                            (array, b) -> {
                                for (int value : array.castTo(DataType.INT32).toIntVector()) {
                                    b.putShort((short) value);
                                }
                            }),
            "i4",
                    new ElementType(
                            DataType.INT32,
                            4,
                            b -> {
                                var values = new int[b.remaining() / 4];
                                b.asIntBuffer().get(values);
                                return Nd4j.createFromArray(values);
                            },
                            (array, b) -> b.asIntBuffer().put(array.toIntVector())),
            "i8",
                    new ElementType(
                            DataType.INT64,
                            8,
                            b -> {
                                var values = new long[b.remaining() / 8];
                                b.asLongBuffer().get(values);
                                return Nd4j.createFromArray(values);
                            },
                            (array, b) -> b.asLongBuffer().put(array.toLongVector())),
            "f4",
                    new ElementType(
                            DataType.FLOAT,
                            4,
                            b -> {
                                var values = new float[b.remaining() / 4];
                                b.asFloatBuffer().get(values);
                                return Nd4j.createFromArray(values);
                            },
                            (array, b) -> b.asFloatBuffer().put(array.toFloatVector())),
            "f8",
                    new ElementType(
                            DataType.DOUBLE,
                            8,
                            b -> {
                                var values = new double[b.remaining() / 8];
                                b.asDoubleBuffer().get(values);
                                return Nd4j.createFromArray(values);
                            },
                            (array, b) -> b.asDoubleBuffer().put(array.toDoubleVector())));

    private Npy() {}

    private static INDArray bytes(ByteBuffer buffer) {
        return Nd4j.createFromArray(buffer.array());
    }

    private static void putBytes(INDArray array, ByteBuffer buffer) {
        for (int value : array.castTo(DataType.INT32).toIntVector()) {
            buffer.put((byte) value);
        }
    }

    /**
     * The array in {@code file}.
     *
     * @throws DatasetException where the file is missing, damaged or holds something else than an array
     */
    public static INDArray load(Path file) {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            return read(file.toString(), in);
        } catch (IOException e) {
            throw new DatasetException(file + " cannot be read: " + e, e);
        }
    }

    /** Writes {@code array} to {@code file}, which is replaced where it exists. */
    public static void save(Path file, INDArray array) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            save(out, array);
        }
    }

    /**
     * Writes {@code array} in row-major order; elements of 16-bit floating-point types become {@code float32}.
     *
     * @throws IllegalArgumentException where it holds strings, or takes 2 GiB or more
     */
    public static void save(OutputStream out, INDArray array) throws IOException {
        DataType given = array.dataType();
        INDArray exact = given.isFPType() && given.width() == 2 ? array.castTo(DataType.FLOAT) : array;
        var type = TYPES.entrySet().stream()
                .filter(entry -> entry.getValue().type == exact.dataType())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Arrays of " + given + " cannot be written as .npy"));
        long bytes = array.length() * type.getValue().bytes;
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "An array of " + bytes + " bytes cannot be written as .npy: at most 2 GiB");
        }
        out.write(header(type.getKey(), array.shape()));
        if (!array.isEmpty()) {
            ByteBuffer elements = ByteBuffer.allocate((int) bytes).order(ByteOrder.LITTLE_ENDIAN);
            type.getValue().put.accept(exact.dup('c').reshape(exact.length()), elements);
            out.write(elements.array());
        }
    }

    private static byte[] header(String type, long[] shape) {
        String sizes = Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
        String dict = "{'descr': '" + (TYPES.get(type).bytes == 1 ? '|' : '<') + type
                + "', 'fortran_order': False, 'shape': (" + sizes + (shape.length == 1 ? "," : "") + "), }";
        int start = MAGIC.length + 4;
        int length = (start + dict.length() + ALIGNMENT) / ALIGNMENT * ALIGNMENT;
        ByteBuffer header = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        header.put(MAGIC).put((byte) 1).put((byte) 0).putShort((short) (length - start));
        header.put(dict.getBytes(StandardCharsets.US_ASCII));
        Arrays.fill(header.array(), header.position(), length - 1, (byte) ' ');
        header.array()[length - 1] = '\n';
        return header.array();
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

    /** Whether a file holds objects, which NumPy pickles. */
    static boolean holdsObjects(byte[] file) throws IOException {
        Matcher header = HEADER.matcher(header("", new ByteArrayInputStream(file)));
        return header.matches() && header.group(2).equals("O");
    }

    /** What comes after the header of a file. */
    static byte[] content(byte[] file) throws IOException {
        var in = new ByteArrayInputStream(file);
        header("", in);
        return in.readAllBytes();
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
