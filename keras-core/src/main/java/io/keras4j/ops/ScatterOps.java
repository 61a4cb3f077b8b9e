package io.keras4j.ops;

import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.array.SegmentMax;
import io.keras4j.ops.array.SegmentMin;
import io.keras4j.ops.array.SegmentProd;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The functions of {@link Ops} that put elements at places that a tensor holds; their ops are in {@link io.keras4j.ops.array}. */
public abstract class ScatterOps extends ArrayOps {
    ScatterOps() {}

    /** For each id from 0 up to but without {@code count} the sum of the slices of {@code data}, along the first axis, with that id. */
    public static Tensor segmentSum(Tensor data, Tensor ids, int count) {
        return new GatherGradient(0, data.shape().with(0, count)).apply(ids, data);
    }

    /** For each id the largest of the slices of {@code data}, along the first axis, with that id; -∞, or the least integer, where there is none. */
    public static Tensor segmentMax(Tensor data, Tensor ids, int count) {
        return new SegmentMax(count).apply(ids, data);
    }

    /** For each id the smallest of the slices of {@code data}, along the first axis, with that id; ∞, or the greatest integer, where there is none. */
    public static Tensor segmentMin(Tensor data, Tensor ids, int count) {
        return new SegmentMin(count).apply(ids, data);
    }

    /** For each id the product of the slices of {@code data}, along the first axis, with that id; 1 where there is none. */
    public static Tensor segmentProd(Tensor data, Tensor ids, int count) {
        return new SegmentProd(count).apply(ids, data);
    }

    /**
     * Zeros of some shape, to which the values are added at their places.
     *
     * @param indices (..., k): for each value its position along the first k axes
     * @param values (..., sizes of the further axes)
     */
    public static Tensor scatter(Tensor indices, Tensor values, Shape shape) {
        Places places = new Places("scatter", indices, values, shape);
        return reshape(segmentSum(places.values, places.ids, places.count), shape);
    }

    /** {@link #scatterUpdate(Tensor, Tensor, Tensor, String)} with "none": updates take the place of what was there. */
    public static Tensor scatterUpdate(Tensor inputs, Tensor indices, Tensor updates) {
        return scatterUpdate(inputs, indices, updates, "none");
    }

    /**
     * The inputs with other elements at some places.
     *
     * @param indices (..., k): for each update its position along the first k axes
     * @param updates (..., sizes of the further axes)
     * @param reduction what becomes of an element and its updates: with "none" the last update takes its place, with "add", "max", "min" and
     *     "mul" they are combined
     */
    public static Tensor scatterUpdate(Tensor inputs, Tensor indices, Tensor updates, String reduction) {
        Places places = new Places("scatter_update", indices, cast(updates, inputs.dtype()), inputs.shape());
        Tensor flat = reshape(inputs, Shape.of(places.count).concat(places.rest));
        Tensor updated = switch (reduction) {
            case "none" -> places.replace(flat);
            case "add" -> add(flat, segmentSum(places.values, places.ids, places.count));
            case "max" -> maximum(flat, segmentMax(places.values, places.ids, places.count));
            case "min" -> minimum(flat, segmentMin(places.values, places.ids, places.count));
            case "mul" -> multiply(flat, segmentProd(places.values, places.ids, places.count));
            default ->
                throw new IllegalArgumentException(
                        "scatter_update: expected a reduction of none, add, max, min or mul, got " + reduction);
        };
        return reshape(cast(updated, inputs.dtype()), inputs.shape());
    }

    /** Values in a row, each with the number of its place. */
    private static final class Places {
        final Tensor ids;
        final Tensor values;
        final int count;
        final Shape rest;

        Places(String name, Tensor indices, Tensor values, Shape shape) {
            int leading = indices.rank() - 1;
            long axes = leading < 0 ? 0 : indices.shape().dim(-1);
            boolean fits = leading >= 0
                    && axes >= 1
                    && axes <= shape.rank()
                    && values.shape()
                            .matches(indices.shape().slice(0, leading).concat(shape.slice((int) axes, shape.rank())));
            if (!fits) {
                throw new IllegalArgumentException(name + ": indices of shape " + indices.shape()
                        + " do not fit values of shape " + values.shape() + " and a result of shape " + shape);
            }
            this.rest = shape.slice((int) axes, shape.rank());
            long places = 1;
            Tensor number = null;
            List<Tensor> positions = unstack(reshape(indices, -1, axes), 1);
            for (int axis = 0; axis < axes; axis++) {
                long size = shape.dim(axis);
                places *= size;
                // what take does not find is out of range
                Tensor position = take(cast(arange(size), indices.dtype()), positions.get(axis), 0);
                number = number == null ? position : add(multiply(number, size), position);
            }
            this.ids = number;
            this.count = Math.toIntExact(places);
            this.values = reshape(values, Shape.of(Shape.UNKNOWN).concat(rest));
        }

        Tensor replace(Tensor flat) {
            Tensor last = segmentMax(arange(values.shape().dim(0)), ids, count);
            Tensor untouched = less(last, 0);
            Shape apart = Shape.of(count);
            for (int i = 0; i < rest.rank(); i++) {
                apart = apart.append(1);
            }
            return where(reshape(untouched, apart), flat, take(values, maximum(last, 0), 0));
        }
    }

    /** The inputs with {@code updates} in the place of the block of their shape that starts at {@code start}, a position along each axis. */
    public static Tensor sliceUpdate(Tensor inputs, List<Long> start, Tensor updates) {
        List<Long> after = new ArrayList<>();
        for (int axis = 0; axis < inputs.rank(); axis++) {
            long room = inputs.shape().dim(axis) - updates.shape().dim(axis);
            if (start.get(axis) < 0 || start.get(axis) > room) {
                throw new IllegalArgumentException("slice_update: updates of shape " + updates.shape() + " at " + start
                        + " are not within inputs of shape " + inputs.shape());
            }
            after.add(room - start.get(axis));
        }
        Tensor updated = pad(ones(updates.shape(), DType.BOOL), start, after, 0);
        return where(updated, pad(cast(updates, inputs.dtype()), start, after, 0), inputs);
    }

    /**
     * The positions of the elements that are not 0: for each axis a vector of int32, in row-major order of the elements. How many there are
     * depends on the elements, so x must have them.
     *
     * @throws IllegalStateException when x is a tensor of a model that is described or of a step that is compiled
     */
    public static List<Tensor> nonzero(Tensor x) {
        if (x.executor() != null) {
            throw new IllegalStateException(
                    "nonzero: how many elements of a tensor of shape " + x.shape()
                            + " are not 0 is known only when ops run eagerly; where(x, a, b) and the sums of masks work everywhere");
        }
        INDArray flat = cast(ravel(x), DType.BOOL).value();
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < flat.length(); i++) {
            if (flat.getInt(i) != 0) {
                found.add(i);
            }
        }
        int[] places = found.stream().mapToInt(Integer::intValue).toArray();
        Tensor positions =
                constant(places.length == 0 ? Nd4j.create(DType.INT32.nd4j(), 0) : Nd4j.createFromArray(places));
        return places.length == 0 ? Collections.nCopies(x.rank(), positions) : unravelIndex(positions, x.shape());
    }

    /** The positions along each axis of a tensor of {@code shape} of the elements that {@code indices} number in row-major order. */
    public static List<Tensor> unravelIndex(Tensor indices, Shape shape) {
        List<Tensor> positions = new ArrayList<>();
        Tensor rest = indices;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            positions.add(mod(rest, shape.dim(axis)));
            rest = floorDivide(rest, shape.dim(axis));
        }
        Collections.reverse(positions);
        return positions;
    }
}
