package io.keras4j.ops;

import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The functions of {@link Ops} that make one element of many; their ops are in {@link io.keras4j.ops.reduction}. */
public abstract class ReductionOps extends ElementwiseOps {
    ReductionOps() {}

    /** The sum of all elements. */
    public static Tensor sum(Tensor x) {
        return sum(x, allAxes(x), false);
    }

    /** The sum along {@code axis}, which may be negative. */
    public static Tensor sum(Tensor x, int axis) {
        return sum(x, List.of(axis), false);
    }

    /** The sum along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor sum(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Sum(axes(x, axes), keepDims).apply(countable(x));
    }

    /** The mean of all elements. */
    public static Tensor mean(Tensor x) {
        return mean(x, allAxes(x), false);
    }

    /** The mean along {@code axis}, which may be negative. */
    public static Tensor mean(Tensor x, int axis) {
        return mean(x, List.of(axis), false);
    }

    /** The mean along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor mean(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Mean(axes(x, axes), keepDims).apply(floating(x));
    }

    /** The largest element of all elements. */
    public static Tensor max(Tensor x) {
        return max(x, allAxes(x), false);
    }

    /** The largest element along {@code axis}, which may be negative. */
    public static Tensor max(Tensor x, int axis) {
        return max(x, List.of(axis), false);
    }

    /** The largest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor max(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Max(axes(x, axes), keepDims).apply(x);
    }

    /** The smallest element of all elements. */
    public static Tensor min(Tensor x) {
        return min(x, allAxes(x), false);
    }

    /** The smallest element along {@code axis}, which may be negative. */
    public static Tensor min(Tensor x, int axis) {
        return min(x, List.of(axis), false);
    }

    /** The smallest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor min(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Min(axes(x, axes), keepDims).apply(x);
    }

    /** The product of all elements. */
    public static Tensor prod(Tensor x) {
        return prod(x, allAxes(x), false);
    }

    /** The product along {@code axis}, which may be negative. */
    public static Tensor prod(Tensor x, int axis) {
        return prod(x, List.of(axis), false);
    }

    /** The product along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor prod(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Prod(axes(x, axes), keepDims).apply(countable(x));
    }

    /** Whether all elements are true. */
    public static Tensor all(Tensor x) {
        return all(x, allAxes(x), false);
    }

    /** Whether all elements are true along {@code axis}, which may be negative. */
    public static Tensor all(Tensor x, int axis) {
        return all(x, List.of(axis), false);
    }

    /** Whether all elements are true along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor all(Tensor x, List<Integer> axes, boolean keepDims) {
        return new All(axes(x, axes), keepDims).apply(cast(x, DType.BOOL));
    }

    /** Whether some element is true. */
    public static Tensor any(Tensor x) {
        return any(x, allAxes(x), false);
    }

    /** Whether some element is true along {@code axis}, which may be negative. */
    public static Tensor any(Tensor x, int axis) {
        return any(x, List.of(axis), false);
    }

    /** Whether some element is true along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor any(Tensor x, List<Integer> axes, boolean keepDims) {
        return new Any(axes(x, axes), keepDims).apply(cast(x, DType.BOOL));
    }

    /** The position of the first largest element along {@code axis}, as int32. */
    public static Tensor argmax(Tensor x, int axis) {
        return new ArgMax(x.shape().axis(axis), false).apply(x);
    }

    /** The position of the first largest element along {@code axis}, which with {@code keepDims} stays, with size 1, as int32. */
    public static Tensor argmax(Tensor x, int axis, boolean keepDims) {
        return new ArgMax(x.shape().axis(axis), keepDims).apply(x);
    }

    /** The position of the first largest element in row-major order, as int32. */
    public static Tensor argmax(Tensor x) {
        return argmax(Ops.ravel(x), 0);
    }

    /** The position of the first smallest element along {@code axis}, as int32. */
    public static Tensor argmin(Tensor x, int axis) {
        return new ArgMin(x.shape().axis(axis), false).apply(x);
    }

    /** The position of the first smallest element along {@code axis}, which with {@code keepDims} stays, with size 1, as int32. */
    public static Tensor argmin(Tensor x, int axis, boolean keepDims) {
        return new ArgMin(x.shape().axis(axis), keepDims).apply(x);
    }

    /** The position of the first smallest element in row-major order, as int32. */
    public static Tensor argmin(Tensor x) {
        return argmin(Ops.ravel(x), 0);
    }

    /** How many elements along {@code axes} are not 0, as int32. */
    public static Tensor countNonzero(Tensor x, List<Integer> axes) {
        return sum(cast(cast(x, DType.BOOL), DType.INT32), axes, false);
    }

    /** The mean along {@code axes}, in which each element counts as much as its weight. */
    public static Tensor average(Tensor x, List<Integer> axes, Tensor weights) {
        Tensor same = Ops.broadcastTo(weights, x.shape());
        return divide(sum(multiply(x, same), axes, false), sum(same, axes, false));
    }

    /** The mean squared distance of all elements from their mean. */
    public static Tensor var(Tensor x) {
        return var(x, allAxes(x), false);
    }

    /** The mean squared distance from the mean along {@code axis}. */
    public static Tensor var(Tensor x, int axis) {
        return var(x, List.of(axis), false);
    }

    /** The standard deviation of all elements. */
    public static Tensor std(Tensor x) {
        return std(x, allAxes(x), false);
    }

    /** The standard deviation along {@code axis}. */
    public static Tensor std(Tensor x, int axis) {
        return std(x, List.of(axis), false);
    }

    /** The mean and the variance along {@code axes}. */
    public static List<Tensor> moments(Tensor x, List<Integer> axes, boolean keepDims) {
        return List.of(mean(x, axes, keepDims), var(x, axes, keepDims));
    }

    /** The mean squared distance from the mean along {@code axes}. */
    public static Tensor var(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor floating = floating(x);
        return mean(square(subtract(floating, mean(floating, axes, true))), axes, keepDims);
    }

    /** The standard deviation along {@code axes}. */
    public static Tensor std(Tensor x, List<Integer> axes, boolean keepDims) {
        return sqrt(var(x, axes, keepDims));
    }

    /** ln Σ eˣ along {@code axes}, which does not overflow. */
    public static Tensor logsumexp(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor max = stopGradient(max(x, axes, true));
        Tensor largest = where(isfinite(max), max, 0);
        Tensor kept = add(log(sum(exp(subtract(x, largest)), axes, true)), largest);
        return keepDims ? kept : Ops.squeeze(kept, axes);
    }

    /** ln(eᵃ + eᵇ), which does not overflow. */
    public static Tensor logaddexp(Tensor a, Tensor b) {
        return add(maximum(a, b), log1p(exp(negative(abs(subtract(a, b))))));
    }

    /** The Euclidean norm along {@code axes}. */
    public static Tensor norm(Tensor x, List<Integer> axes, boolean keepDims) {
        return sqrt(sum(square(x), axes, keepDims));
    }

    /** x scaled so that the Euclidean norm along {@code axis} is 1; norms below {@link FloatX#epsilon()} count as that. */
    public static Tensor normalize(Tensor x, int axis) {
        return normalize(x, List.of(axis), 2, FloatX.epsilon());
    }

    /**
     * x scaled so that the norm (Σ |x|ᵏ)^(1/k) along {@code axes} is 1.
     *
     * @param order k
     * @param epsilon what smaller norms count as
     */
    public static Tensor normalize(Tensor x, List<Integer> axes, int order, double epsilon) {
        if (order < 1) {
            throw new IllegalArgumentException("normalize: order must be a positive integer, got " + order);
        }
        Tensor at = floating(x);
        if (order == 2) {
            return multiply(at, rsqrt(maximum(sum(square(at), axes, true), epsilon * epsilon)));
        }
        Tensor powers = sum(power(abs(at), order), axes, true);
        return divide(at, maximum(power(powers, 1.0 / order), epsilon));
    }

    /** At each position the sum of the elements along {@code axis} up to and with it. */
    public static Tensor cumsum(Tensor x, int axis) {
        return new CumulativeSum(x.shape().axis(axis), false).apply(x.dtype() == DType.BOOL ? countable(x) : x);
    }
}
