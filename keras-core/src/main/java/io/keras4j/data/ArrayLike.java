package io.keras4j.data;

import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What users may pass for an array: an {@link INDArray}, a {@link Tensor} with a value, or Java arrays of numbers, nested for more axes. */
public final class ArrayLike {
    private ArrayLike() {}

    /**
     * The array that {@code value} is or holds.
     *
     * @param what names it in errors, such as "x"
     * @throws IllegalArgumentException when it is nothing of the kind, or nested arrays are of different lengths
     */
    public static INDArray toArray(Object value, String what) {
        if (value instanceof INDArray) {
            return (INDArray) value;
        }
        if (value instanceof Tensor) {
            return ((Tensor) value).value();
        }
        if (value != null && value.getClass().isArray()) {
            return fromJava(value, what);
        }
        throw new IllegalArgumentException(what + ": "
                + Codecs.unexpected("an INDArray or a Java array of numbers", describe(value))
                        .getMessage());
    }

    /** Whether {@link #toArray} takes {@code value}. */
    static boolean isArray(Object value) {
        return value instanceof INDArray
                || value instanceof Tensor
                || value != null && value.getClass().isArray();
    }

    private static String describe(Object value) {
        return value == null ? "null" : "a " + value.getClass().getSimpleName();
    }

    private static INDArray fromJava(Object array, String what) {
        List<Long> shape = new ArrayList<>();
        Object inner = array;
        Class<?> type = array.getClass();
        while (type.isArray()) {
            int length = inner == null ? 0 : Array.getLength(inner);
            shape.add((long) length);
            type = type.getComponentType();
            inner = length == 0 || !type.isArray() ? null : Array.get(inner, 0);
        }
        if (!type.isPrimitive() || type == char.class) {
            throw new IllegalArgumentException(what + ": expected an INDArray or a Java array of numbers, got a "
                    + array.getClass().getSimpleName());
        }
        long[] dims = shape.stream().mapToLong(Long::longValue).toArray();
        long size = 1;
        for (long dim : dims) {
            size *= dim;
        }
        if (size == 0) {
            throw new IllegalArgumentException(what + " is empty: its shape is " + shape);
        }
        Object flat = Array.newInstance(type, Math.toIntExact(size));
        copy(array, dims, 0, flat, 0, what);
        return wrap(flat).reshape('c', dims);
    }

    /** Copies the nested arrays into {@code flat} from {@code position} on; returns the position after them. */
    private static int copy(Object nested, long[] dims, int axis, Object flat, int position, String what) {
        int length = nested == null ? 0 : Array.getLength(nested);
        if (length != dims[axis]) {
            throw new IllegalArgumentException(what + ": nested arrays must be of equal lengths; along axis " + axis
                    + " there are both " + dims[axis] + " and " + length);
        }
        if (axis == dims.length - 1) {
            System.arraycopy(nested, 0, flat, position, length);
            return position + length;
        }
        int next = position;
        for (int i = 0; i < length; i++) {
            next = copy(Array.get(nested, i), dims, axis + 1, flat, next, what);
        }
        return next;
    }

    private static INDArray wrap(Object flat) {
        if (flat instanceof float[]) {
            return Nd4j.createFromArray((float[]) flat);
        }
        if (flat instanceof double[]) {
            return Nd4j.createFromArray((double[]) flat);
        }
        if (flat instanceof int[]) {
            return Nd4j.createFromArray((int[]) flat);
        }
        if (flat instanceof long[]) {
            return Nd4j.createFromArray((long[]) flat);
        }
        if (flat instanceof short[]) {
            return Nd4j.createFromArray((short[]) flat);
        }
        if (flat instanceof byte[]) {
            return Nd4j.createFromArray((byte[]) flat);
        }
        return Nd4j.createFromArray((boolean[]) flat);
    }
}
