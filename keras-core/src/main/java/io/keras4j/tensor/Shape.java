package io.keras4j.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The sizes of a tensor's axes. While a model is being described, a size may be {@link #UNKNOWN}, printed as {@code None} like in
 * Keras: the batch axis, or the time axis of variable-length sequences. Axes are counted from 0, or backwards from -1.
 */
public final class Shape {
    /** Stands for a size that is not known yet. */
    public static final long UNKNOWN = -1;

    private static final Shape SCALAR = new Shape();

    private final long[] dims;

    private Shape(long... dims) {
        this.dims = dims;
    }

    /**
     * The shape with these sizes, {@link #UNKNOWN} where not known.
     *
     * @throws IllegalArgumentException when a size is below -1
     */
    public static Shape of(long... dims) {
        for (long dim : dims) {
            if (dim < UNKNOWN) {
                throw new IllegalArgumentException(
                        "A shape's sizes must not be negative, got " + Arrays.toString(dims));
            }
        }
        return new Shape(dims.clone());
    }

    /** The shape of a single number. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** The number of axes. */
    public int rank() {
        return dims.length;
    }

    /** The size of {@code axis}, which may be negative to count from the last. */
    public long dim(int axis) {
        return dims[axis(axis)];
    }

    /** The size of {@code axis} as an int. */
    public int intDim(int axis) {
        return Math.toIntExact(dim(axis));
    }

    /** A copy of the sizes. */
    public long[] dims() {
        return dims.clone();
    }

    /**
     * {@code axis} counted from 0.
     *
     * @throws IllegalArgumentException when there is no such axis
     */
    public int axis(int axis) {
        int positive = axis < 0 ? axis + dims.length : axis;
        if (positive < 0 || positive >= dims.length) {
            throw new IllegalArgumentException("axis " + axis + " is out of range for shape " + this);
        }
        return positive;
    }

    /** Whether every size is known. */
    public boolean isKnown() {
        return LongStream.of(dims).allMatch(d -> d != UNKNOWN);
    }

    /** The number of elements, or {@link #UNKNOWN}. */
    public long size() {
        return isKnown() ? LongStream.of(dims).reduce(1, Math::multiplyExact) : UNKNOWN;
    }

    /** This shape with another size for {@code axis}. */
    public Shape with(int axis, long dim) {
        long[] copy = dims.clone();
        copy[axis(axis)] = dim;
        return new Shape(copy);
    }

    /** This shape without {@code axis}. */
    public Shape drop(int axis) {
        int dropped = axis(axis);
        long[] rest = new long[dims.length - 1];
        System.arraycopy(dims, 0, rest, 0, dropped);
        System.arraycopy(dims, dropped + 1, rest, dropped, rest.length - dropped);
        return new Shape(rest);
    }

    /** This shape with a further axis before the first. */
    public Shape prepend(long dim) {
        return of(dim).concat(this);
    }

    /** This shape with a further axis after the last. */
    public Shape append(long dim) {
        return concat(of(dim));
    }

    /** The axes of this shape followed by those of {@code other}. */
    public Shape concat(Shape other) {
        long[] all = Arrays.copyOf(dims, dims.length + other.dims.length);
        System.arraycopy(other.dims, 0, all, dims.length, other.dims.length);
        return new Shape(all);
    }

    /** The axes from {@code from} up to, but without, {@code to}. */
    public Shape slice(int from, int to) {
        return new Shape(Arrays.copyOfRange(dims, from, to));
    }

    /** Whether both have equal ranks and no two sizes that are known and differ. */
    public boolean matches(Shape other) {
        if (dims.length != other.dims.length) {
            return false;
        }
        for (int i = 0; i < dims.length; i++) {
            if (dims[i] != other.dims[i] && dims[i] != UNKNOWN && other.dims[i] != UNKNOWN) {
                return false;
            }
        }
        return true;
    }

    /**
     * The shape of an elementwise result of two operands, by NumPy's rules of broadcasting.
     *
     * @throws IllegalArgumentException when they do not fit
     */
    public static Shape broadcast(Shape a, Shape b) {
        int rank = Math.max(a.rank(), b.rank());
        long[] out = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long x = i <= a.rank() ? a.dim(-i) : 1;
            long y = i <= b.rank() ? b.dim(-i) : 1;
            if (x == y || y == 1) {
                out[rank - i] = x;
            } else if (x == 1 || x == UNKNOWN) {
                out[rank - i] = y;
            } else if (y == UNKNOWN) {
                out[rank - i] = x;
            } else {
                throw new IllegalArgumentException("Shapes " + a + " and " + b + " cannot be broadcast together");
            }
        }
        return new Shape(out);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape && Arrays.equals(dims, ((Shape) other).dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    /** The shape as Keras prints it, such as {@code (None, 28, 28, 1)}. */
    @Override
    public String toString() {
        String sizes = LongStream.of(dims)
                .mapToObj(d -> d == UNKNOWN ? "None" : Long.toString(d))
                .collect(Collectors.joining(", "));
        return dims.length == 1 ? "(" + sizes + ",)" : "(" + sizes + ")";
    }
}
