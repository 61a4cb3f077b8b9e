package io.keras4j.ops;

import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The functions of {@link Ops} that make one element of many; their ops are in {@link io.keras4j.ops.reduction}. */
public abstract class ReductionOps extends BitwiseOps {
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

    // ---- More of NumPy

    /** The largest element of all elements. */
    public static Tensor amax(Tensor x) {
        return amax(x, allAxes(x), false);
    }

    /** The largest element along {@code axis}, which may be negative. */
    public static Tensor amax(Tensor x, int axis) {
        return amax(x, List.of(axis), false);
    }

    /** The largest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor amax(Tensor x, List<Integer> axes, boolean keepDims) {
        return max(x, axes, keepDims);
    }

    /** The smallest element of all elements. */
    public static Tensor amin(Tensor x) {
        return amin(x, allAxes(x), false);
    }

    /** The smallest element along {@code axis}, which may be negative. */
    public static Tensor amin(Tensor x, int axis) {
        return amin(x, List.of(axis), false);
    }

    /** The smallest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor amin(Tensor x, List<Integer> axes, boolean keepDims) {
        return min(x, axes, keepDims);
    }

    /** The difference of the largest and the smallest element of all elements. */
    public static Tensor ptp(Tensor x) {
        return ptp(x, allAxes(x), false);
    }

    /** The difference of the largest and the smallest element along {@code axis}, which may be negative. */
    public static Tensor ptp(Tensor x, int axis) {
        return ptp(x, List.of(axis), false);
    }

    /** The difference of the largest and the smallest element along {@code axes}; with {@code keepDims} these stay, with size 1. */
    public static Tensor ptp(Tensor x, List<Integer> axes, boolean keepDims) {
        return subtract(max(x, axes, keepDims), min(x, axes, keepDims));
    }

    /** The sum of all elements, leaving out what is not a number. */
    public static Tensor nansum(Tensor x) {
        return nansum(x, allAxes(x), false);
    }

    /** The sum along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nansum(Tensor x, int axis) {
        return nansum(x, List.of(axis), false);
    }

    /** The sum along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nansum(Tensor x, List<Integer> axes, boolean keepDims) {
        return sum(numbersOr(x, 0), axes, keepDims);
    }

    /** The product of all elements, leaving out what is not a number. */
    public static Tensor nanprod(Tensor x) {
        return nanprod(x, allAxes(x), false);
    }

    /** The product along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanprod(Tensor x, int axis) {
        return nanprod(x, List.of(axis), false);
    }

    /** The product along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanprod(Tensor x, List<Integer> axes, boolean keepDims) {
        return prod(numbersOr(x, 1), axes, keepDims);
    }

    /** The largest element of all elements, leaving out what is not a number. */
    public static Tensor nanmax(Tensor x) {
        return nanmax(x, allAxes(x), false);
    }

    /** The largest element along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanmax(Tensor x, int axis) {
        return nanmax(x, List.of(axis), false);
    }

    /** The largest element along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanmax(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor largest = max(numbersOr(x, Double.NEGATIVE_INFINITY), axes, keepDims);
        return x.dtype().isFloating() ? where(all(isnan(x), axes, keepDims), Double.NaN, largest) : largest;
    }

    /** The smallest element of all elements, leaving out what is not a number. */
    public static Tensor nanmin(Tensor x) {
        return nanmin(x, allAxes(x), false);
    }

    /** The smallest element along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanmin(Tensor x, int axis) {
        return nanmin(x, List.of(axis), false);
    }

    /** The smallest element along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanmin(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor smallest = min(numbersOr(x, Double.POSITIVE_INFINITY), axes, keepDims);
        return x.dtype().isFloating() ? where(all(isnan(x), axes, keepDims), Double.NaN, smallest) : smallest;
    }

    /** The mean of all elements, leaving out what is not a number. */
    public static Tensor nanmean(Tensor x) {
        return nanmean(x, allAxes(x), false);
    }

    /** The mean along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanmean(Tensor x, int axis) {
        return nanmean(x, List.of(axis), false);
    }

    /** The mean along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanmean(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor at = floating(x);
        Tensor count = sum(cast(logicalNot(isnan(at)), at.dtype()), axes, keepDims);
        return divide(nansum(at, axes, keepDims), count);
    }

    /** The mean squared distance from the mean of all elements, leaving out what is not a number. */
    public static Tensor nanvar(Tensor x) {
        return nanvar(x, allAxes(x), false);
    }

    /** The mean squared distance from the mean along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanvar(Tensor x, int axis) {
        return nanvar(x, List.of(axis), false);
    }

    /** The mean squared distance from the mean along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanvar(Tensor x, List<Integer> axes, boolean keepDims) {
        Tensor at = floating(x);
        return nanmean(square(subtract(at, nanmean(at, axes, true))), axes, keepDims);
    }

    /** The standard deviation of all elements, leaving out what is not a number. */
    public static Tensor nanstd(Tensor x) {
        return nanstd(x, allAxes(x), false);
    }

    /** The standard deviation along {@code axis}, which may be negative, leaving out what is not a number. */
    public static Tensor nanstd(Tensor x, int axis) {
        return nanstd(x, List.of(axis), false);
    }

    /** The standard deviation along {@code axes}, leaving out what is not a number; with {@code keepDims} these stay, with size 1. */
    public static Tensor nanstd(Tensor x, List<Integer> axes, boolean keepDims) {
        return sqrt(nanvar(x, axes, keepDims));
    }

    private static Tensor numbersOr(Tensor x, double otherwise) {
        return x.dtype().isFloating() ? where(isnan(x), otherwise, x) : x;
    }

    /** {@link #argmax(Tensor)}, leaving out what is not a number; -1 when nothing is one. */
    public static Tensor nanargmax(Tensor x) {
        return nanargmax(Ops.ravel(x), 0, false);
    }

    /** {@link #argmax(Tensor, int, boolean)}, leaving out what is not a number; -1 when nothing is one. */
    public static Tensor nanargmax(Tensor x, int axis, boolean keepDims) {
        Tensor at = argmax(numbersOr(x, Double.NEGATIVE_INFINITY), axis, keepDims);
        return where(all(isnan(x), List.of(axis), keepDims), -1, at);
    }

    /** {@link #argmin(Tensor)}, leaving out what is not a number; -1 when nothing is one. */
    public static Tensor nanargmin(Tensor x) {
        return nanargmin(Ops.ravel(x), 0, false);
    }

    /** {@link #argmin(Tensor, int, boolean)}, leaving out what is not a number; -1 when nothing is one. */
    public static Tensor nanargmin(Tensor x, int axis, boolean keepDims) {
        Tensor at = argmin(numbersOr(x, Double.POSITIVE_INFINITY), axis, keepDims);
        return where(all(isnan(x), List.of(axis), keepDims), -1, at);
    }

    /** {@link #cumsum(Tensor, int)}, where what is not a number counts as 0. */
    public static Tensor nancumsum(Tensor x, int axis) {
        return cumsum(numbersOr(x, 0), axis);
    }

    /** The sums up to and with each element, in row-major order, where what is not a number counts as 0. */
    public static Tensor nancumsum(Tensor x) {
        return nancumsum(Ops.ravel(x), 0);
    }

    /** The sums up to and with each element, in row-major order. */
    public static Tensor cumsum(Tensor x) {
        return cumsum(Ops.ravel(x), 0);
    }

    /** At each position the product of the elements along {@code axis} up to and with it. */
    public static Tensor cumprod(Tensor x, int axis) {
        Tensor y = x.dtype() == DType.BOOL ? countable(x) : x;
        int along = x.shape().axis(axis);
        long size = x.shape().dim(along);
        List<Long> none = Collections.nCopies(x.rank(), 0L);
        for (long reach = 1; reach < size; reach *= 2) { // y is the product of the last reach elements
            List<Long> before = new ArrayList<>(none);
            before.set(along, reach);
            y = multiply(y, Ops.pad(Ops.slice(y, along, 0, size - reach), before, none, 1));
        }
        return y;
    }

    /** The products up to and with each element, in row-major order. */
    public static Tensor cumprod(Tensor x) {
        return cumprod(Ops.ravel(x), 0);
    }

    /** {@link #cumprod(Tensor, int)}, where what is not a number counts as 1. */
    public static Tensor nancumprod(Tensor x, int axis) {
        return cumprod(numbersOr(x, 1), axis);
    }

    /** The products up to and with each element, in row-major order, where what is not a number counts as 1. */
    public static Tensor nancumprod(Tensor x) {
        return nancumprod(Ops.ravel(x), 0);
    }

    /** log₂(2ᵃ + 2ᵇ), which does not overflow. */
    public static Tensor logaddexp2(Tensor a, Tensor b) {
        Tensor x = floating(a);
        Tensor y = floating(b);
        Tensor apart = Ops.exp2(negative(abs(subtract(x, y))));
        return add(maximum(x, y), divide(log1p(apart), Math.log(2)));
    }

    /** Whether all elements of a and b are {@link #isclose(Tensor, Tensor)}. */
    public static Tensor allclose(Tensor a, Tensor b) {
        return all(isclose(a, b));
    }

    /** Whether all elements of a and b are {@link #isclose(Tensor, Tensor, double, double, boolean)}. */
    public static Tensor allclose(Tensor a, Tensor b, double rtol, double atol, boolean equalNan) {
        return all(isclose(a, b, rtol, atol, equalNan));
    }

    /** The integral of y along the last axis, whose elements are 1 apart, by the trapezoidal rule. */
    public static Tensor trapezoid(Tensor y) {
        return trapezoid(y, 1, -1);
    }

    /** The integral of y along {@code axis}, whose elements are {@code dx} apart, by the trapezoidal rule. */
    public static Tensor trapezoid(Tensor y, double dx, int axis) {
        return multiply(sum(neighbours(floating(y), axis), axis), dx / 2);
    }

    /** The integral of y along {@code axis}, whose elements are at the places x, of the shape of y or a vector, by the trapezoidal rule. */
    public static Tensor trapezoid(Tensor y, Tensor x, int axis) {
        int along = y.shape().axis(axis);
        Tensor width = x.rank() == 1 ? ArrayOps.alongAxis(Ops.diff(x, 0), along, y.rank()) : Ops.diff(x, along);
        return multiply(sum(multiply(neighbours(floating(y), along), width), along), 0.5);
    }

    /** The sums of each element along {@code axis} and the next. */
    private static Tensor neighbours(Tensor y, int axis) {
        long size = y.shape().dim(axis);
        return add(Ops.slice(y, axis, 1, size), Ops.slice(y, axis, 0, size - 1));
    }

    /**
     * The peak signal-to-noise ratio of two tensors of one shape in decibels, 20 log₁₀(maxVal) - 10 log₁₀(mean((a - b)²)).
     *
     * @param maxVal the largest value that elements can have
     */
    public static Tensor psnr(Tensor a, Tensor b, double maxVal) {
        if (!a.shape().matches(b.shape())) {
            throw new IllegalArgumentException(
                    "psnr: expected two tensors of one shape, got " + a.shape() + " and " + b.shape());
        }
        Tensor error = mean(square(subtract(a, b)));
        return subtract(20 * Math.log10(maxVal), multiply(log10(error), 10));
    }
}
