package io.keras4j.ops;

import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.Flip;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherAlong;
import io.keras4j.ops.array.Pad;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The functions of {@link Ops} that arrange, cut and pick elements; their ops are in {@link io.keras4j.ops.array}. */
public abstract class ArrayOps extends ReductionOps {
    ArrayOps() {}

    /** The same elements under another shape, of which one size may be -1 and then follows from the others. */
    public static Tensor reshape(Tensor x, Shape shape) {
        return x.shape().equals(shape) && shape.isKnown() ? x : new Reshape(shape).apply(x);
    }

    /** {@link #reshape(Tensor, Shape)} to these sizes. */
    public static Tensor reshape(Tensor x, long... dims) {
        return reshape(x, Shape.of(dims));
    }

    /** All elements in row-major order, as a vector. */
    public static Tensor ravel(Tensor x) {
        return reshape(x, -1);
    }

    /** The tensor whose axis i is axis {@code axes[i]} of x. */
    public static Tensor transpose(Tensor x, int... axes) {
        return new Transpose(IntStream.of(axes).mapToObj(x.shape()::axis).toList()).apply(x);
    }

    /** x with its axes in reverse order. */
    public static Tensor transpose(Tensor x) {
        return transpose(
                x, IntStream.range(0, x.rank()).map(i -> x.rank() - 1 - i).toArray());
    }

    /** x with two axes exchanged. */
    public static Tensor swapaxes(Tensor x, int axis1, int axis2) {
        int[] axes = IntStream.range(0, x.rank()).toArray();
        axes[x.shape().axis(axis1)] = x.shape().axis(axis2);
        axes[x.shape().axis(axis2)] = x.shape().axis(axis1);
        return transpose(x, axes);
    }

    /** x with axis {@code source} at place {@code destination}, and the others in their order. */
    public static Tensor moveaxis(Tensor x, int source, int destination) {
        List<Integer> axes = new ArrayList<>(allAxes(x));
        axes.add(x.shape().axis(destination), axes.remove(x.shape().axis(source)));
        return transpose(x, axes.stream().mapToInt(Integer::intValue).toArray());
    }

    /** x with a further axis of size 1 at {@code axis} of the result. */
    public static Tensor expandDims(Tensor x, int axis) {
        int position = axis < 0 ? axis + x.rank() + 1 : axis;
        Shape shape = x.shape();
        if (position < 0 || position > shape.rank()) {
            throw new IllegalArgumentException(
                    "expand_dims: axis " + axis + " is out of range for shape " + shape + " and one more axis");
        }
        return reshape(x, shape.slice(0, position).append(1).concat(shape.slice(position, shape.rank())));
    }

    /** x without the axes whose sizes are 1. */
    public static Tensor squeeze(Tensor x) {
        return squeeze(
                x, allAxes(x).stream().filter(axis -> x.shape().dim(axis) == 1).toList());
    }

    /** x without {@code axis}, whose size is 1. */
    public static Tensor squeeze(Tensor x, int axis) {
        return squeeze(x, List.of(axis));
    }

    /** x without {@code axes}, whose sizes are 1. */
    public static Tensor squeeze(Tensor x, List<Integer> axes) {
        Shape shape = x.shape();
        List<Integer> ascending = axes(x, axes);
        for (int i = ascending.size() - 1; i >= 0; i--) {
            int axis = ascending.get(i);
            if (shape.dim(axis) != 1 && shape.dim(axis) != Shape.UNKNOWN) {
                throw new IllegalArgumentException(
                        "squeeze: axis " + axis + " of shape " + x.shape() + " does not have size 1");
            }
            shape = shape.drop(axis);
        }
        return reshape(x, shape);
    }

    /** x repeated along axes of size 1, and along new leading axes, to reach {@code shape}. */
    public static Tensor broadcastTo(Tensor x, Shape shape) {
        return x.shape().equals(shape) ? x : new BroadcastTo(shape).apply(x);
    }

    /** x summed over the axes along which {@code shape} would be broadcast to reach its own: what undoes a broadcast in gradients. */
    public static Tensor sumTo(Tensor x, Shape shape) {
        if (x == null || x.shape().equals(shape)) {
            return x;
        }
        int extra = x.rank() - shape.rank();
        List<Integer> axes = new ArrayList<>();
        for (int i = 0; i < x.rank(); i++) {
            if (i < extra || shape.dim(i - extra) != x.shape().dim(i)) {
                axes.add(i);
            }
        }
        return reshape(axes.isEmpty() ? x : sum(x, axes, false), shape);
    }

    /** The tensors one after another along {@code axis}. */
    public static Tensor concatenate(List<Tensor> xs, int axis) {
        if (xs.isEmpty()) {
            throw new IllegalArgumentException("concatenate: expected at least one tensor, got none");
        }
        if (xs.size() == 1) {
            return xs.get(0);
        }
        DType dtype = xs.stream().map(Tensor::dtype).reduce(DType::result).orElseThrow();
        Tensor[] same = xs.stream().map(x -> cast(x, dtype)).toArray(Tensor[]::new);
        return new Concatenate(xs.get(0).shape().axis(axis)).apply(same);
    }

    /** The tensors, all of one shape, along a new axis. */
    public static Tensor stack(List<Tensor> xs, int axis) {
        return concatenate(xs.stream().map(x -> expandDims(x, axis)).toList(), axis);
    }

    /** x cut into {@code sections} equal parts along {@code axis}. */
    public static List<Tensor> split(Tensor x, int sections, int axis) {
        return sections == 1 ? List.of(x) : new Split(sections, x.shape().axis(axis)).applyAll(List.of(x));
    }

    /** x cut before each of these positions along {@code axis}. */
    public static List<Tensor> split(Tensor x, List<Long> indices, int axis) {
        List<Tensor> parts = new ArrayList<>();
        long start = 0;
        for (long index : indices) {
            parts.add(slice(x, axis, start, index));
            start = index;
        }
        parts.add(slice(x, axis, start, Slice.END));
        return parts;
    }

    /** The slices of x along {@code axis}, without that axis. */
    public static List<Tensor> unstack(Tensor x, int axis) {
        return split(x, x.shape().intDim(axis), axis).stream()
                .map(part -> squeeze(part, axis))
                .toList();
    }

    /** The elements of x from {@code start} up to but without {@code stop} along {@code axis}, all along the other axes. */
    public static Tensor slice(Tensor x, int axis, long start, long stop) {
        List<Long> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        List<Long> stops = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
        starts.set(x.shape().axis(axis), start);
        stops.set(x.shape().axis(axis), stop);
        return slice(x, starts, stops, Collections.nCopies(x.rank(), 1L));
    }

    /** The elements of x from {@code start}, by {@code step}, up to but without {@code stop}, along every axis. */
    public static Tensor slice(Tensor x, List<Long> start, List<Long> stop, List<Long> step) {
        return new Slice(List.copyOf(start), List.copyOf(stop), List.copyOf(step)).apply(x);
    }

    /** x with {@code before} and {@code after} further elements of {@code value} along each axis. */
    public static Tensor pad(Tensor x, List<Long> before, List<Long> after, double value) {
        return new Pad(List.copyOf(before), List.copyOf(after), value).apply(x);
    }

    /** x with the order of the elements along {@code axis} reversed. */
    public static Tensor flip(Tensor x, int axis) {
        return new Flip(List.of(x.shape().axis(axis))).apply(x);
    }

    /** x with the order of the elements along every axis reversed. */
    public static Tensor flip(Tensor x) {
        return new Flip(allAxes(x)).apply(x);
    }

    /** x with its elements moved by {@code shift} along {@code axis}; what leaves at one end comes in at the other. */
    public static Tensor roll(Tensor x, long shift, int axis) {
        long size = x.shape().dim(axis);
        long moved = size == 0 ? 0 : Math.floorMod(shift, size);
        return moved == 0
                ? x
                : concatenate(List.of(slice(x, axis, size - moved, size), slice(x, axis, 0, size - moved)), axis);
    }

    /** x with its elements moved by {@code shift} in row-major order. */
    public static Tensor roll(Tensor x, long shift) {
        return reshape(roll(ravel(x), shift, 0), x.shape());
    }

    /** x repeated {@code repeats[i]} times along axis i; missing axes, or missing numbers, are added in front as ones. */
    public static Tensor tile(Tensor x, int... repeats) {
        int rank = Math.max(x.rank(), repeats.length);
        Shape apart = Shape.scalar();
        Shape repeated = Shape.scalar();
        Shape tiled = Shape.scalar();
        for (int i = 0; i < rank; i++) {
            int ofX = i - (rank - x.rank());
            int ofRepeats = i - (rank - repeats.length);
            long size = ofX < 0 ? 1 : x.shape().dim(ofX);
            long times = ofRepeats < 0 ? 1 : repeats[ofRepeats];
            apart = apart.append(1).append(size);
            repeated = repeated.append(times).append(size);
            tiled = tiled.append(size == Shape.UNKNOWN ? size : times * size);
        }
        return reshape(broadcastTo(reshape(x, apart), repeated), tiled);
    }

    /** x with each element along {@code axis} {@code repeats} times in a row. */
    public static Tensor repeat(Tensor x, int repeats, int axis) {
        int at = x.shape().axis(axis);
        long size = x.shape().dim(at);
        Tensor apart = expandDims(x, at + 1);
        Tensor repeated = broadcastTo(apart, apart.shape().with(at + 1, repeats));
        return reshape(repeated, x.shape().with(at, size == Shape.UNKNOWN ? size : size * repeats));
    }

    /** The elements of x in row-major order, each {@code repeats} times in a row. */
    public static Tensor repeat(Tensor x, int repeats) {
        return repeat(ravel(x), repeats, 0);
    }

    /** x with zeros above the diagonal of its last two axes. */
    public static Tensor tril(Tensor x) {
        return tril(x, 0);
    }

    /** x with zeros above the diagonal of its last two axes that is {@code k} above the main one. */
    public static Tensor tril(Tensor x, int k) {
        return where(notAbove(x, k), x, 0);
    }

    /** x with zeros below the diagonal of its last two axes. */
    public static Tensor triu(Tensor x) {
        return triu(x, 0);
    }

    /** x with zeros below the diagonal of its last two axes that is {@code k} above the main one. */
    public static Tensor triu(Tensor x, int k) {
        return where(notAbove(x, k - 1), 0, x);
    }

    static Tensor notAbove(Tensor x, int k) {
        Tensor rows = expandDims(arange(x.shape().dim(-2)), 1);
        return greaterEqual(add(rows, k), arange(x.shape().dim(-1)));
    }

    /** The difference of each element along {@code axis} to the one before. */
    public static Tensor diff(Tensor x, int axis) {
        long size = x.shape().dim(axis);
        return subtract(slice(x, axis, 1, size), slice(x, axis, 0, size - 1));
    }

    /** The slices of x along {@code axis} at the positions {@code indices}. */
    public static Tensor take(Tensor x, Tensor indices, int axis) {
        return new Gather(x.shape().axis(axis)).apply(x, indices);
    }

    /**
     * At each position the element of x whose position along {@code axis} {@code indices} holds; along the other axes it is the same, where
     * sizes of 1 are broadcast.
     */
    public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
        int along = x.shape().axis(axis);
        Shape shape = Shape.broadcast(x.shape().with(along, 1), indices.shape().with(along, 1));
        Tensor all = broadcastTo(x, shape.with(along, x.shape().dim(along)));
        Tensor positions =
                broadcastTo(indices, shape.with(along, indices.shape().dim(along)));
        return new GatherAlong(along).apply(all, positions);
    }

    /** For each integer of x a vector of {@code classes} zeros, but a one at that position; a last axis is added. */
    public static Tensor oneHot(Tensor x, int classes, DType dtype) {
        return oneHot(x, classes, -1, dtype);
    }

    /** {@link #oneHot(Tensor, int, DType)} where the vectors are along {@code axis} of the result. */
    public static Tensor oneHot(Tensor x, int classes, int axis, DType dtype) {
        Tensor apart = expandDims(x, axis);
        Tensor numbers = arange(0, classes, 1, x.dtype());
        return cast(equal(apart, alongAxis(numbers, apart.shape().axis(axis), apart.rank())), dtype);
    }

    /** The vector x as axis {@code axis} of {@code rank}, the others being of size 1. */
    static Tensor alongAxis(Tensor x, int axis, int rank) {
        long[] shape = LongStream.generate(() -> 1).limit(rank).toArray();
        shape[axis] = x.shape().dim(0);
        return reshape(x, shape);
    }

    /** {@link #oneHot(Tensor, int, DType)} as {@link FloatX}. */
    public static Tensor oneHot(Tensor x, int classes) {
        return oneHot(x, classes, FloatX.get());
    }

    /** For each vector of integers along the last axis a vector of {@code classes} zeros, but ones at their positions. */
    public static Tensor multiHot(Tensor x, int classes) {
        return max(oneHot(x, classes), axes(x.rank() - 1), false);
    }

    /** Whether the class that {@code targets} numbers is among the k largest of {@code predictions} (..., classes). */
    public static Tensor inTopK(Tensor targets, Tensor predictions, int k) {
        int classes = predictions.shape().intDim(-1);
        Tensor own = where(oneHot(targets, classes, DType.BOOL), predictions, 0);
        Tensor ofTarget = sum(own, axes(-1), true);
        Tensor better = greater(predictions, where(isnan(ofTarget), Double.NEGATIVE_INFINITY, ofTarget));
        return less(sum(cast(better, DType.INT32), -1), k);
    }

    // ---- More of NumPy

    /** The elements of a, then those of b, as a vector. */
    public static Tensor append(Tensor a, Tensor b) {
        return append(ravel(a), ravel(b), 0);
    }

    /** a, then b, along {@code axis}. */
    public static Tensor append(Tensor a, Tensor b, int axis) {
        return concatenate(List.of(a, b), axis);
    }

    /** x cut into {@code sections} parts along {@code axis}, the first ones larger by one where it cannot be cut into equal ones. */
    public static List<Tensor> arraySplit(Tensor x, int sections, int axis) {
        if (sections < 1) {
            throw new IllegalArgumentException("array_split: expected at least one section, got " + sections);
        }
        long size = x.shape().dim(axis);
        List<Long> starts = new ArrayList<>();
        for (long i = 1; i < sections; i++) {
            starts.add(i * (size / sections) + Math.min(i, size % sections));
        }
        return split(x, starts, axis);
    }

    /** x cut into {@code sections} equal parts along the second axis, or the only one. */
    public static List<Tensor> hsplit(Tensor x, int sections) {
        return split(x, sections, x.rank() == 1 ? 0 : 1);
    }

    /** x cut before each of these positions along the second axis, or the only one. */
    public static List<Tensor> hsplit(Tensor x, List<Long> indices) {
        return split(x, indices, x.rank() == 1 ? 0 : 1);
    }

    /** x cut into {@code sections} equal parts along the first axis. */
    public static List<Tensor> vsplit(Tensor x, int sections) {
        return split(x, sections, 0);
    }

    /** x cut before each of these positions along the first axis. */
    public static List<Tensor> vsplit(Tensor x, List<Long> indices) {
        return split(x, indices, 0);
    }

    /** x cut into {@code sections} equal parts along the third axis. */
    public static List<Tensor> dsplit(Tensor x, int sections) {
        return split(x, sections, 2);
    }

    /** x cut before each of these positions along the third axis. */
    public static List<Tensor> dsplit(Tensor x, List<Long> indices) {
        return split(x, indices, 2);
    }

    /** The tensors one after another along the second axis, vectors and numbers along the only one. */
    public static Tensor hstack(List<Tensor> xs) {
        List<Tensor> all = xs.stream().map(x -> x.rank() == 0 ? ravel(x) : x).toList();
        return concatenate(all, !all.isEmpty() && all.get(0).rank() == 1 ? 0 : 1);
    }

    /** The tensors one after another along the first axis, vectors and numbers as rows of a matrix. */
    public static Tensor vstack(List<Tensor> xs) {
        return concatenate(
                xs.stream().map(x -> x.rank() < 2 ? expandDims(ravel(x), 0) : x).toList(), 0);
    }

    /** The tensors one after another along the third axis, which matrices and vectors, then rows of matrices, get. */
    public static Tensor dstack(List<Tensor> xs) {
        return concatenate(
                xs.stream()
                        .map(x -> x.rank() < 2 ? expandDims(ravel(x), 0) : x)
                        .map(x -> x.rank() < 3 ? expandDims(x, 2) : x)
                        .toList(),
                2);
    }

    /** x with the order of the elements along the second axis reversed. */
    public static Tensor fliplr(Tensor x) {
        return flip(x, 1);
    }

    /** x with the order of the elements along the first axis reversed. */
    public static Tensor flipud(Tensor x) {
        return flip(x, 0);
    }

    /** x turned by 90 degrees, from the first axis to the second. */
    public static Tensor rot90(Tensor x) {
        return rot90(x, 1, 0, 1);
    }

    /** x turned {@code k} times by 90 degrees, from {@code axis1} to {@code axis2}. */
    public static Tensor rot90(Tensor x, int k, int axis1, int axis2) {
        if (x.rank() < 2 || x.shape().axis(axis1) == x.shape().axis(axis2)) {
            throw new IllegalArgumentException(
                    "rot90: expected two different axes, got " + axis1 + " and " + axis2 + " of shape " + x.shape());
        }
        int turns = Math.floorMod(k, 4);
        Tensor y = turns == 1 || turns == 2 ? flip(x, axis2) : x;
        y = turns % 2 == 1 ? swapaxes(y, axis1, axis2) : y;
        return turns == 2 ? flip(y, axis1) : turns == 3 ? flip(y, axis2) : y;
    }

    /** {@link #meshgrid(List, String)} with "xy". */
    public static List<Tensor> meshgrid(List<Tensor> xs) {
        return meshgrid(xs, "xy");
    }

    /**
     * The coordinates of the points of a grid: for each of the vectors a tensor with an axis for each of them, along whose own axis it has
     * the elements of the vector.
     *
     * @param indexing "ij", or "xy" for the axes of the first two the other way round
     */
    public static List<Tensor> meshgrid(List<Tensor> xs, String indexing) {
        if (!indexing.equals("xy") && !indexing.equals("ij")) {
            throw new IllegalArgumentException("meshgrid: expected an indexing of xy or ij, got " + indexing);
        }
        boolean exchanged = indexing.equals("xy") && xs.size() > 1;
        List<Tensor> apart = new ArrayList<>();
        Shape grid = Shape.scalar();
        for (int i = 0; i < xs.size(); i++) {
            int axis = exchanged && i < 2 ? 1 - i : i;
            apart.add(alongAxis(ravel(xs.get(i)), axis, xs.size()));
            grid = Shape.broadcast(grid, apart.get(i).shape());
        }
        Shape shape = grid;
        return apart.stream().map(x -> broadcastTo(x, shape)).toList();
    }

    /** At each position the element of the first of {@code choices} whose condition is true there, else {@code otherwise}. */
    public static Tensor select(List<Tensor> conditions, List<Tensor> choices, double otherwise) {
        if (conditions.isEmpty() || conditions.size() != choices.size()) {
            throw new IllegalArgumentException("select: expected a choice for each condition, got " + conditions.size()
                    + " conditions and " + choices.size() + " choices");
        }
        int last = choices.size() - 1;
        Tensor selected = where(conditions.get(last), choices.get(last), otherwise);
        for (int i = last - 1; i >= 0; i--) {
            selected = where(conditions.get(i), choices.get(i), selected);
        }
        return selected;
    }

    /** {@link #rearrange(Tensor, String, Map)} with a pattern that says all. */
    public static Tensor rearrange(Tensor x, String pattern) {
        return rearrange(x, pattern, Map.of());
    }

    /**
     * x with its axes cut, exchanged and joined as a pattern of <a href="https://einops.rocks">einops</a> says: axes are named on both sides of
     * an arrow, those in parentheses are joined to one.
     *
     * <pre>{@code
     * Ops.rearrange(images, "b (h p) (w q) c -> b h w (p q c)", Map.of("p", 2L, "q", 2L))
     * }</pre>
     *
     * @param sizes of axes that do not follow from the shape of x
     */
    public static Tensor rearrange(Tensor x, String pattern, Map<String, Long> sizes) {
        return new Rearrangement(pattern, sizes).apply(x);
    }
}
