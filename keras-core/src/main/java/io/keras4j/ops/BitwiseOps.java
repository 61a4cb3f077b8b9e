package io.keras4j.ops;

import io.keras4j.ops.bitwise.Bitcast;
import io.keras4j.ops.bitwise.BitwiseAnd;
import io.keras4j.ops.bitwise.BitwiseNot;
import io.keras4j.ops.bitwise.BitwiseOr;
import io.keras4j.ops.bitwise.BitwiseXor;
import io.keras4j.ops.bitwise.LeftShift;
import io.keras4j.ops.bitwise.RightShift;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;

/** The functions of {@link Ops} on the bits of integers; their ops are in {@link io.keras4j.ops.bitwise}. */
public abstract class BitwiseOps extends ElementwiseOps {
    BitwiseOps() {}

    /** The bits that are set in both integers, or bools. */
    public static Tensor bitwiseAnd(Tensor x, Tensor y) {
        return binary(new BitwiseAnd(), whole("bitwise_and", x), whole("bitwise_and", y));
    }

    /** The bits that are set in one or both integers, or bools. */
    public static Tensor bitwiseOr(Tensor x, Tensor y) {
        return binary(new BitwiseOr(), whole("bitwise_or", x), whole("bitwise_or", y));
    }

    /** The bits that are set in just one of the integers, or bools. */
    public static Tensor bitwiseXor(Tensor x, Tensor y) {
        return binary(new BitwiseXor(), whole("bitwise_xor", x), whole("bitwise_xor", y));
    }

    /** The bits that are not set in the integers, or bools. */
    public static Tensor bitwiseNot(Tensor x) {
        return x.dtype() == DType.BOOL ? logicalNot(x) : new BitwiseNot().apply(whole("bitwise_not", x));
    }

    /** Another name of {@link #bitwiseNot}. */
    public static Tensor bitwiseInvert(Tensor x) {
        return bitwiseNot(x);
    }

    /** The bits of x moved up by y places, zeros coming in. */
    public static Tensor bitwiseLeftShift(Tensor x, Tensor y) {
        return binary(new LeftShift(), number("left_shift", x), number("left_shift", y));
    }

    /** The bits of x moved up by y places, zeros coming in. */
    public static Tensor bitwiseLeftShift(Tensor x, int y) {
        return bitwiseLeftShift(x, like(y, x));
    }

    /** Another name of {@link #bitwiseLeftShift(Tensor, Tensor)}. */
    public static Tensor leftShift(Tensor x, Tensor y) {
        return bitwiseLeftShift(x, y);
    }

    /** The bits of x moved down by y places, copies of the sign coming in. */
    public static Tensor bitwiseRightShift(Tensor x, Tensor y) {
        return binary(new RightShift(), number("right_shift", x), number("right_shift", y));
    }

    /** The bits of x moved down by y places, copies of the sign coming in. */
    public static Tensor bitwiseRightShift(Tensor x, int y) {
        return bitwiseRightShift(x, like(y, x));
    }

    /** Another name of {@link #bitwiseRightShift(Tensor, Tensor)}. */
    public static Tensor rightShift(Tensor x, Tensor y) {
        return bitwiseRightShift(x, y);
    }

    /**
     * The bytes of x in memory as elements of {@code dtype}; where these have another size than those of x, the last axis shrinks or grows.
     * Not for bools.
     */
    public static Tensor view(Tensor x, DType dtype) {
        if (x.dtype() == dtype) {
            return x;
        }
        if (x.dtype() == DType.BOOL || dtype == DType.BOOL) {
            throw new IllegalArgumentException("view: expected numbers, got " + x.dtype() + " to view as " + dtype);
        }
        return new Bitcast(dtype).apply(x);
    }

    private static Tensor whole(String name, Tensor x) {
        if (x.dtype().isFloating()) {
            throw new IllegalArgumentException(name + ": expected integers or bools, got " + x.dtype());
        }
        return x;
    }

    private static Tensor number(String name, Tensor x) {
        return whole(name, x).dtype() == DType.BOOL ? cast(x, DType.INT32) : x;
    }
}
