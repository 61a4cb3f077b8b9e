package io.keras4j.tensor;

import io.keras4j.backend.HostExecutor;
import io.keras4j.ops.Executor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A tensor of strings, held as Java's. Only ops that turn strings into numbers take it, and they compute at once, in Java: see {@link
 * io.keras4j.ops.HostOp}.
 *
 * <pre>{@code
 * Tensor ids = lookup.apply(StringTensor.of("cat", "dog"));
 * }</pre>
 */
public final class StringTensor extends Tensor {
    private final String[] elements;

    private StringTensor(String[] elements, Shape shape) {
        super(new TensorSpec(shape, DType.STRING));
        this.elements = elements;
    }

    /** A vector of strings. */
    public static StringTensor of(String... elements) {
        return of(elements, "strings");
    }

    /** Strings in row-major order under a shape. */
    public static StringTensor of(String[] elements, Shape shape) {
        if (shape.size() != elements.length) {
            throw new IllegalArgumentException(elements.length + " strings do not fit into the shape " + shape);
        }
        return new StringTensor(elements.clone(), shape);
    }

    /**
     * The strings that {@code value} is or holds: a string, or arrays or collections of such, nested for more axes.
     *
     * @param what names it in errors, such as "x"
     * @throws IllegalArgumentException when there is something else, nothing, or rows of different lengths
     */
    public static StringTensor of(Object value, String what) {
        if (value instanceof StringTensor tensor) {
            return tensor;
        }
        List<String> all = new ArrayList<>();
        List<Long> dims = new ArrayList<>();
        collect(value, 0, dims, all, what);
        long[] shape = dims.stream().mapToLong(Long::longValue).toArray();
        if (Shape.of(shape).size() != all.size()) {
            throw new IllegalArgumentException(what + ": rows of strings must be of equal lengths");
        }
        return new StringTensor(all.toArray(String[]::new), Shape.of(shape));
    }

    /** Whether {@link #of(Object, String)} takes {@code value}, going by its first element. */
    public static boolean accepts(Object value) {
        return value instanceof StringTensor || isNested(value);
    }

    private static boolean isNested(Object value) {
        if (value instanceof Collection<?> collection) {
            return !collection.isEmpty() && isNested(collection.iterator().next());
        }
        return value instanceof String || value instanceof Object[] array && (array.length == 0 || isNested(array[0]));
    }

    private static void collect(Object value, int axis, List<Long> dims, List<String> all, String what) {
        if (value instanceof String string) {
            if (axis < dims.size()) {
                throw new IllegalArgumentException(what + ": rows of strings must be of equal lengths");
            }
            all.add(string);
            return;
        }
        Object array = value instanceof Collection<?> collection ? collection.toArray() : value;
        if (array == null || !array.getClass().isArray()) {
            throw new IllegalArgumentException(what + ": expected strings, got "
                    + (value == null ? "null" : "a " + value.getClass().getSimpleName()));
        }
        int length = Array.getLength(array);
        if (length == 0) {
            throw new IllegalArgumentException(what + " is empty: it has no strings");
        }
        if (axis == dims.size() && all.isEmpty()) {
            dims.add((long) length);
        } else if (axis >= dims.size() || dims.get(axis) != length) {
            throw new IllegalArgumentException(what + ": rows of strings must be of equal lengths");
        }
        for (int i = 0; i < length; i++) {
            collect(Array.get(array, i), axis + 1, dims, all, what);
        }
    }

    @Override
    public String[] strings() {
        return elements.clone();
    }

    /** String {@code i} in row-major order. */
    public String string(int i) {
        return elements[i];
    }

    /** The number of strings. */
    public int length() {
        return elements.length;
    }

    /** The same strings under another shape. */
    public StringTensor reshape(Shape shape) {
        if (shape.size() != elements.length) {
            throw new IllegalArgumentException(elements.length + " strings do not fit into the shape " + shape);
        }
        return new StringTensor(elements, shape);
    }

    /** Those rows along the first axis that {@code numbers} tells. */
    public StringTensor rows(int... numbers) {
        int size = elements.length / shape().intDim(0);
        String[] rows = new String[numbers.length * size];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(elements, numbers[i] * size, rows, i * size, size);
        }
        return new StringTensor(rows, shape().with(0, numbers.length));
    }

    /** The rows from number {@code from} up to, but without, number {@code to}. */
    public StringTensor slice(int from, int to) {
        int size = elements.length / shape().intDim(0);
        return new StringTensor(Arrays.copyOfRange(elements, from * size, to * size), shape().with(0, to - from));
    }

    /** Tensors of one shape as the rows of one tensor. */
    public static StringTensor stack(List<StringTensor> rows) {
        Shape shape = rows.get(0).shape();
        List<String> all = new ArrayList<>();
        for (StringTensor row : rows) {
            if (!row.shape().equals(shape)) {
                throw new IllegalArgumentException(
                        "Strings of shapes " + shape + " and " + row.shape() + " cannot be put into one batch");
            }
            all.addAll(Arrays.asList(row.elements));
        }
        return new StringTensor(all.toArray(String[]::new), shape.prepend(rows.size()));
    }

    @Override
    public INDArray value() {
        throw new IllegalStateException("A tensor of strings has no value as an array: strings() gives them");
    }

    @Override
    public Executor executor() {
        return HostExecutor.INSTANCE;
    }

    @Override
    public String toString() {
        return Arrays.toString(elements);
    }
}
