package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the functions of {@link Ops} do to their operands before they apply an op. */
public abstract class Operands {
    Operands() {}

    static Tensor binary(Op op, Tensor a, Tensor b) {
        DType dtype = DType.result(a.dtype(), b.dtype());
        return op.apply(Ops.cast(a, dtype), Ops.cast(b, dtype));
    }

    /** x, or x cast to int32 when it is bool or a smaller integer, whose sums would soon be too large. */
    static Tensor countable(Tensor x) {
        boolean small = !x.dtype().isFloating() && x.dtype().bytes() < 4;
        return small ? Ops.cast(x, DType.INT32) : x;
    }

    /** x, or x cast to float32 when it is not floating. */
    public static Tensor floating(Tensor x) {
        return x.dtype().isFloating() ? x : Ops.cast(x, DType.FLOAT32);
    }

    /** A number as a tensor of the dtype of x; float32 when it is not whole but x is. */
    static Tensor like(double value, Tensor x) {
        boolean fits = x.dtype().isFloating() || x.dtype().isInteger() && value == Math.rint(value);
        return Ops.scalar(value, fits ? x.dtype() : value == Math.rint(value) ? DType.INT32 : DType.FLOAT32);
    }

    static List<Integer> allAxes(Tensor x) {
        return IntStream.range(0, x.rank()).boxed().toList();
    }

    /** {@code axes}, or all axes of x when that is null. */
    public static List<Integer> axesOrAll(Tensor x, List<Integer> axes) {
        return axes == null ? allAxes(x) : axes;
    }

    /** {@code axes} counted from 0, ascending and without repetition. */
    static List<Integer> axes(Tensor x, List<Integer> axes) {
        return axes.stream().map(x.shape()::axis).distinct().sorted().toList();
    }

    /** {@link Ops#sum(Tensor, List, boolean)} and its likes take a list; this makes one. */
    public static List<Integer> axes(Integer... axes) {
        return Arrays.asList(axes);
    }
}
