package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** The functions of {@link Ops} on vectors and matrices; their ops are in {@link io.keras4j.ops.linalg}. */
public abstract class LinalgOps extends ScatterOps {
    LinalgOps() {}

    /** The matrix product of the last two axes of a and b, leading ones being broadcast; a or b may be a vector. */
    public static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() == 1) {
            return squeeze(matmul(expandDims(a, 0), b), b.rank() == 1 ? -1 : -2);
        }
        if (b.rank() == 1) {
            return squeeze(matmul(a, expandDims(b, -1)), -1);
        }
        return matmul(a, b, false, false);
    }

    /** The matrix product, either operand transposed first if asked for. */
    public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        return binary(new MatMul(transposeA, transposeB), a, b);
    }

    /** The sum of products over the last axis of a and the second to last, or only, of b; a product where one is a single number. */
    public static Tensor dot(Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0) {
            return multiply(a, b);
        }
        return tensordot(a, b, axes(-1), axes(b.rank() == 1 ? -1 : -2));
    }

    /** The sum of products over the last {@code count} axes of a and the first of b. */
    public static Tensor tensordot(Tensor a, Tensor b, int count) {
        return tensordot(
                a,
                b,
                IntStream.range(a.rank() - count, a.rank()).boxed().toList(),
                IntStream.range(0, count).boxed().toList());
    }

    /** The sum of products over {@code axesA} of a and {@code axesB} of b; the other axes of a come before those of b. */
    public static Tensor tensordot(Tensor a, Tensor b, List<Integer> axesA, List<Integer> axesB) {
        List<Integer> summedA = axesA.stream().map(a.shape()::axis).toList();
        List<Integer> summedB = axesB.stream().map(b.shape()::axis).toList();
        List<Integer> keptA = without(allAxes(a), summedA);
        List<Integer> keptB = without(allAxes(b), summedB);
        Shape result = sizes(a, keptA).concat(sizes(b, keptB));
        long summed = sizes(a, summedA).size();
        Tensor left = reshape(transposed(a, keptA, summedA), -1, summed);
        Tensor right = reshape(transposed(b, summedB, keptB), summed, -1);
        return reshape(matmul(left, right), result);
    }

    static List<Integer> without(List<Integer> all, List<Integer> some) {
        return all.stream().filter(axis -> !some.contains(axis)).toList();
    }

    static Shape sizes(Tensor x, List<Integer> axes) {
        return Shape.of(axes.stream().mapToLong(x.shape()::dim).toArray());
    }

    static Tensor transposed(Tensor x, List<Integer> first, List<Integer> then) {
        return transpose(
                x,
                IntStream.concat(
                                first.stream().mapToInt(Integer::intValue),
                                then.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    /**
     * Sums of products in Einstein's notation, such as {@code einsum("bij,bjk->bik", a, b)}: axes with the same letter go together, those
     * that the result lacks are summed over. "..." stands for any number of leading axes, which are broadcast; without "->" the result has
     * the letters that occur once, in alphabetical order. No operand may have a letter twice.
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return new Einsum(equation, List.of(operands)).compute();
    }

    /** The product of each element of a with each of b, in row-major order: a matrix. */
    public static Tensor outer(Tensor a, Tensor b) {
        return multiply(expandDims(ravel(a), 1), ravel(b));
    }
}
