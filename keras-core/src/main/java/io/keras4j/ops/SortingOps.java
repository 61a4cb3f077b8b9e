package io.keras4j.ops;

import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.ops.sorting.ArgSort;
import io.keras4j.ops.sorting.SearchSorted;
import io.keras4j.ops.sorting.TopK;
import io.keras4j.ops.sorting.Unique;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The functions of {@link Ops} that order, search and count elements; their ops are in {@link io.keras4j.ops.sorting}. */
public abstract class SortingOps extends LinalgOps {
    private static final List<String> METHODS = List.of("linear", "lower", "higher", "midpoint", "nearest");

    SortingOps() {}

    // ---- Order

    /** x with the elements along the last axis in ascending order, NaN last. */
    public static Tensor sort(Tensor x) {
        return sort(x, -1);
    }

    /** x with the elements along {@code axis} in ascending order, NaN last. */
    public static Tensor sort(Tensor x, int axis) {
        return takeAlongAxis(x, argsort(x, axis), axis);
    }

    /** The positions along the last axis in ascending order of the elements there, as int32; equal ones stay in their order, NaN is last. */
    public static Tensor argsort(Tensor x) {
        return argsort(x, -1);
    }

    /** The positions along {@code axis} in ascending order of the elements there, as int32; equal ones stay in their order, NaN is last. */
    public static Tensor argsort(Tensor x, int axis) {
        return new ArgSort(x.shape().axis(axis)).apply(x);
    }

    /** {@link #argpartition(Tensor, int, int)} along the last axis. */
    public static Tensor argpartition(Tensor x, int kth) {
        return argpartition(x, kth, -1);
    }

    /**
     * Positions along {@code axis}, as int32, so that the element at the one at {@code kth} is where it is when all are sorted, smaller ones are
     * before and larger ones after it. The order among these, of which nothing is said, is that of {@link #argsort}.
     */
    public static Tensor argpartition(Tensor x, int kth, int axis) {
        long size = x.shape().dim(axis);
        if (size != Shape.UNKNOWN && (kth < -size || kth >= size)) {
            throw new IllegalArgumentException(
                    "argpartition: kth=" + kth + " is out of range for axis " + axis + " of shape " + x.shape());
        }
        return argsort(x, axis);
    }

    /**
     * The k largest elements along the last axis, in descending order, and their positions as int32. Of equal elements the first comes first, NaN
     * counts as the largest.
     */
    public static List<Tensor> topK(Tensor x, int k) {
        return new TopK(k).applyAll(List.of(x));
    }

    // ---- Search

    /** {@link #searchsorted(Tensor, Tensor, String)} with side "left". */
    public static Tensor searchsorted(Tensor sortedSequence, Tensor values) {
        return searchsorted(sortedSequence, values, "left");
    }

    /**
     * Where each of {@code values} can be put into an ascending vector, as int32: before the elements that equal it for side "left", after them
     * for "right".
     */
    public static Tensor searchsorted(Tensor sortedSequence, Tensor values, String side) {
        if (!side.equals("left") && !side.equals("right")) {
            throw new IllegalArgumentException(
                    "searchsorted: expected side \"left\" or \"right\", got \"" + side + "\"");
        }
        return binary(new SearchSorted(side.equals("right")), sortedSequence, values);
    }

    /** For each element of x how many of {@code bins}, an ascending vector, are not larger: the number of its bin, as int32. */
    public static Tensor digitize(Tensor x, Tensor bins) {
        if (bins.rank() != 1) {
            throw new IllegalArgumentException("digitize: expected bins with 1 axis, got shape " + bins.shape());
        }
        return searchsorted(bins, x, "right");
    }

    /** Whether each element of x1 is among those of x2. */
    public static Tensor isin(Tensor x1, Tensor x2) {
        return isin(x1, x2, false);
    }

    /** Whether each element of x1 is among those of x2, or is not with {@code invert}. NaN is among none. */
    public static Tensor isin(Tensor x1, Tensor x2, boolean invert) {
        Tensor sequence = sort(ravel(x2));
        Tensor counted = less(searchsorted(sequence, x1, "left"), searchsorted(sequence, x1, "right"));
        Tensor found = logicalAnd(counted, equal(x1, x1));
        return invert ? logicalNot(found) : found;
    }

    /** The elements of x that differ, ascending. How many there are depends on them, so x must have a value. */
    public static Tensor unique(Tensor x) {
        return unique(x, false, false, false, null, null, null).get(0);
    }

    /**
     * The elements of x that differ, ascending, and what is asked for of: the position where each occurs first, the position among them of each
     * element of x, and how often each occurs; all as int32. NaN differs from itself.
     *
     * @param axis compares not elements but the slices along this axis, by their elements in turn; null for the elements
     * @param size how many are returned: the last are left out, or {@code fillValue}s added, with 1 for positions and 0 for counts; null for as
     *     many as there are, which only a tensor with a value has
     * @param fillValue null for 0
     */
    public static List<Tensor> unique(
            Tensor x,
            boolean returnIndex,
            boolean returnInverse,
            boolean returnCounts,
            Integer axis,
            Integer size,
            Double fillValue) {
        Tensor first = axis == null ? ravel(x) : moveaxis(x, axis, 0);
        Shape slice = first.shape().drop(0);
        long count = first.shape().dim(0);
        if (count == Shape.UNKNOWN && (size == null || !slice.isKnown())) {
            throw ofUnknownSize("unique", "size=");
        }
        Tensor rows = reshape(first, count, slice.size());
        int most = size == null ? Math.toIntExact(count) : size;
        List<Tensor> found = new Unique(most, fillValue == null ? 0 : fillValue).applyAll(List.of(rows));
        Tensor counts = found.get(3);
        int kept = size == null ? number("unique", "size=", countNonzero(counts, axes(0))) : size;
        Tensor values = reshape(slice(found.get(0), 0, 0, kept), slice.prepend(kept));
        Tensor index = where(greater(counts, 0), found.get(1), 1);
        Tensor inverse = axis == null ? reshape(found.get(2), x.shape()) : found.get(2);
        List<Tensor> results = new ArrayList<>(List.of(axis == null ? values : moveaxis(values, 0, axis)));
        if (returnIndex) {
            results.add(slice(index, 0, 0, kept));
        }
        if (returnInverse) {
            results.add(inverse);
        }
        if (returnCounts) {
            results.add(slice(counts, 0, 0, kept));
        }
        return results;
    }

    /** A number that the size of a result is to be. */
    private static int number(String function, String argument, Tensor x) {
        try {
            return x.value().getInt(0);
        } catch (IllegalStateException e) {
            throw ofUnknownSize(function, argument);
        }
    }

    private static IllegalStateException ofUnknownSize(String function, String argument) {
        return new IllegalStateException(function
                + ": the size of the result depends on the elements, which are not known"
                + " while a model is being described or planned" + (argument.isEmpty() ? "" : "; give " + argument));
    }

    // ---- Counts

    /** {@link #bincount(Tensor, Tensor, int)} without weights. */
    public static Tensor bincount(Tensor x) {
        return bincount(x, null, 0);
    }

    /**
     * How often each of the numbers 0, 1, ... occurs in x, a vector of integers that are not negative, or in each row of a matrix, as int32; or
     * the sums of the weights where it occurs. How many numbers there are depends on x, so it must have a value.
     *
     * @param weights of the shape of x, or null
     * @param minlength the least number of numbers
     */
    public static Tensor bincount(Tensor x, Tensor weights, int minlength) {
        if (x.rank() != 1 && x.rank() != 2 || !x.dtype().isInteger()) {
            throw new IllegalArgumentException("bincount: expected a vector or a matrix of integers, got " + x.spec());
        }
        if (weights != null && !weights.shape().equals(x.shape())) {
            throw new IllegalArgumentException(
                    "bincount: expected weights of shape " + x.shape() + ", got " + weights.shape());
        }
        int largest = x.shape().size() == 0 ? -1 : number("bincount", "", max(x));
        int length = Math.max(minlength, largest + 1);
        Tensor each = weights == null ? ones(x.shape(), DType.INT32) : weights;
        if (x.rank() == 1) {
            return segmentSum(each, x, length);
        }
        List<Tensor> rows = unstack(x, 0);
        List<Tensor> ofRows = unstack(each, 0);
        return stack(
                Stream.iterate(0, i -> i < rows.size(), i -> i + 1)
                        .map(i -> segmentSum(ofRows.get(i), rows.get(i), length))
                        .toList(),
                0);
    }

    /** {@link #histogram(Tensor, int)} with 10 bins. */
    public static List<Tensor> histogram(Tensor x) {
        return histogram(x, 10);
    }

    /** {@link #histogram(Tensor, int, double, double)} from the smallest element to the largest. */
    public static List<Tensor> histogram(Tensor x, int bins) {
        Tensor at = floating(x);
        return histogram(at, bins, min(at), max(at));
    }

    /**
     * How many elements of a vector are in each of {@code bins} equal parts of the range from {@code low} to {@code high}, as floating numbers, and
     * the edges of these parts, one more. Elements outside are not counted; where both ends are equal, they are moved apart by 1/2 each.
     */
    public static List<Tensor> histogram(Tensor x, int bins, double low, double high) {
        if (high < low) {
            throw new IllegalArgumentException(
                    "histogram: expected a range whose end is not below its start, got " + low + " to " + high);
        }
        Tensor at = floating(x);
        return histogram(at, bins, scalar(low, at.dtype()), scalar(high, at.dtype()));
    }

    private static List<Tensor> histogram(Tensor x, int bins, Tensor low, Tensor high) {
        if (x.rank() > 1 || bins < 0) {
            throw new IllegalArgumentException("histogram: expected a vector and no negative number of bins, got shape "
                    + x.shape() + " and bins=" + bins);
        }
        Tensor apart = multiply(cast(equal(low, high), x.dtype()), 0.5);
        Tensor start = reshape(subtract(low, apart), 1);
        Tensor end = reshape(add(high, apart), 1);
        Tensor part = linspace(0, 1, bins, false, x.dtype());
        Tensor edges = bins == 0
                ? start
                : concatenate(List.of(add(multiply(start, subtract(1, part)), multiply(end, part)), end), 0);
        // places 1 to bins are inside
        Tensor values = ravel(x);
        Tensor places = where(equal(values, end), bins, searchsorted(edges, values, "right"));
        Tensor counts = new GatherGradient(0, Shape.of(bins + 2)).apply(places, onesLike(values));
        return List.of(slice(counts, 0, 1, bins + 1), edges);
    }

    // ---- Quantiles

    /** The median of all elements. */
    public static Tensor median(Tensor x) {
        return median(x, null, false);
    }

    /** The median along {@code axes}, or along all for null: the mean of both where two are in the middle. NaN where one element is. */
    public static Tensor median(Tensor x, List<Integer> axes, boolean keepDims) {
        return quantile(x, half(x), axes, "midpoint", keepDims);
    }

    /** {@link #median(Tensor, List, boolean)} of the elements that are not NaN; NaN where there are none. */
    public static Tensor nanmedian(Tensor x, List<Integer> axes, boolean keepDims) {
        return nanquantile(x, half(x), axes, "midpoint", keepDims);
    }

    private static Tensor half(Tensor x) {
        return scalar(0.5, floating(x).dtype());
    }

    /** The element of all below which the fraction {@code q} of them lies. */
    public static Tensor quantile(Tensor x, double q) {
        return quantile(x, scalar(q, floating(x).dtype()), null, "linear", false);
    }

    /**
     * What the fraction q of the elements along {@code axes}, or along all for null, is not larger than. NaN where one element is.
     *
     * @param q from 0 to 1; a vector gives as many results, along a new first axis
     * @param method what is taken where that is between two elements: "linear" interpolates, "lower" and "higher" take one, "nearest" the nearer,
     *     "midpoint" their mean
     */
    public static Tensor quantile(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims) {
        return quantile("quantile", x, q, axes, method, keepDims, false);
    }

    /** {@link #quantile(Tensor, Tensor, List, String, boolean)} of the elements that are not NaN; NaN where there are none. */
    public static Tensor nanquantile(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims) {
        return quantile("nanquantile", x, q, axes, method, keepDims, true);
    }

    /** {@link #quantile(Tensor, double)} with q from 0 to 100. */
    public static Tensor percentile(Tensor x, double q) {
        return quantile(x, q / 100);
    }

    /** {@link #quantile(Tensor, Tensor, List, String, boolean)} with q from 0 to 100. */
    public static Tensor percentile(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims) {
        return quantile("percentile", x, divide(floating(q), 100), axes, method, keepDims, false);
    }

    /** {@link #percentile(Tensor, Tensor, List, String, boolean)} of the elements that are not NaN; NaN where there are none. */
    public static Tensor nanpercentile(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims) {
        return quantile("nanpercentile", x, divide(floating(q), 100), axes, method, keepDims, true);
    }

    private static Tensor quantile(
            String name, Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims, boolean skipsNan) {
        if (!METHODS.contains(method)) {
            throw new IllegalArgumentException(name + ": expected a method of " + METHODS + ", got \"" + method + "\"");
        }
        if (q.rank() > 1) {
            throw new IllegalArgumentException(name + ": expected q with at most 1 axis, got shape " + q.shape());
        }
        List<Integer> along = axes(x, axesOrAll(x, axes));
        List<Integer> others = without(allAxes(x), along);
        long size = sizes(x, along).size();
        if (size == Shape.UNKNOWN || size == 0) {
            throw new IllegalArgumentException(name + ": expected elements along axes " + along
                    + ", as many as are known, got shape " + x.shape());
        }
        Tensor rows =
                reshape(transposed(floating(x), others, along), sizes(x, others).append(size));
        Tensor sorted = sort(rows);
        Tensor isNan = isnan(sorted);
        Tensor last = skipsNan
                ? maximum(subtract(sum(cast(logicalNot(isNan), rows.dtype()), axes(-1), true), 1), 0)
                : scalar(size - 1, rows.dtype());
        Tensor result = between(sorted, multiply(ravel(cast(q, rows.dtype())), last), last, method);
        if (!skipsNan) {
            result = where(any(isNan, axes(-1), true), Double.NaN, result);
        }
        Tensor first = q.rank() == 0 ? squeeze(result, -1) : moveaxis(result, -1, 0);
        return keepDims ? reshape(first, kept(x, along, q)) : first;
    }

    private static Shape kept(Tensor x, List<Integer> along, Tensor q) {
        Shape shape = x.shape();
        for (int axis : along) {
            shape = shape.with(axis, 1);
        }
        return q.shape().concat(shape);
    }

    /** The elements of sorted rows at places that may be between two of them. */
    private static Tensor between(Tensor sorted, Tensor places, Tensor last, String method) {
        Tensor low = floor(places);
        Tensor weight = subtract(places, low);
        Tensor lower = at(sorted, low, last);
        Tensor higher = at(sorted, ceil(places), last);
        return switch (method) {
            case "lower" -> lower;
            case "higher" -> higher;
            case "midpoint" -> multiply(add(lower, higher), 0.5);
            case "nearest" -> where(lessEqual(weight, 0.5), lower, higher);
            default -> add(multiply(lower, subtract(1, weight)), multiply(higher, weight));
        };
    }

    /** The elements of sorted rows at whole places, the same for all rows or others for each. */
    private static Tensor at(Tensor sorted, Tensor places, Tensor last) {
        Tensor positions = cast(maximum(minimum(places, last), 0), DType.INT32);
        return positions.rank() == 1 ? take(sorted, positions, -1) : takeAlongAxis(sorted, positions, -1);
    }
}
