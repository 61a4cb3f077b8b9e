package io.keras4j.backend.nd4j;

import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.array.Flip;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherAlong;
import io.keras4j.ops.array.GatherAlongGradient;
import io.keras4j.ops.array.GatherGradient;
import io.keras4j.ops.array.Pad;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.SliceGradient;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.bitwise.Bitcast;
import io.keras4j.ops.control.CustomGradient;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ops that arrange elements anew: most are copies between views. */
final class ArrayKernels {
    private ArrayKernels() {}

    static void addTo(Binders binders) {
        binders.add(
                Reshape.class,
                (op, in, out) -> Steps.copy(Views.reshape(in.get(0), out.get(0).shape()), out.get(0)));
        binders.add(Transpose.class, ArrayKernels::transpose);
        binders.add(BroadcastTo.class, (op, in, out) -> Steps.broadcast(in.get(0), out.get(0)));
        binders.add(Concatenate.class, ArrayKernels::concatenate);
        binders.add(Slice.class, (op, in, out) -> Steps.copy(taken(op, in.get(0), out.get(0)), out.get(0)));
        binders.add(
                SliceGradient.class,
                (op, in, out) -> Steps.sequence(
                        Steps.fill(out.get(0), 0), Steps.copy(in.get(0), taken(op.slice(), out.get(0), in.get(0)))));
        binders.add(Split.class, ArrayKernels::split);
        binders.add(Pad.class, ArrayKernels::pad);
        binders.add(
                Flip.class,
                (op, in, out) -> op.axes().isEmpty()
                        ? Steps.copy(in.get(0), out.get(0))
                        : Steps.custom("reverse", in, out.get(0), longs(op.axes())));
        binders.add(CustomGradient.class, (op, in, out) -> Steps.copy(in.get(0), out.get(0)));
        binders.add(Bitcast.class, (op, in, out) -> bitcast(in.get(0), out.get(0)));
        binders.add(CumulativeSum.class, ArrayKernels::cumulativeSum);
        binders.add(Gather.class, ArrayKernels::gather);
        binders.add(GatherGradient.class, ArrayKernels::scatter);
        binders.add(GatherAlong.class, ArrayKernels::gatherAlong);
        binders.add(GatherAlongGradient.class, ArrayKernels::scatterAlong);
    }

    private static long[] longs(List<? extends Number> numbers) {
        return numbers.stream().mapToLong(Number::longValue).toArray();
    }

    private static Runnable transpose(Transpose op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        long[] strides = op.axes().stream().mapToLong(x::stride).toArray();
        return Steps.copy(Views.strided(x, out.get(0).shape(), strides), out.get(0));
    }

    private static Runnable concatenate(Concatenate op, List<INDArray> in, List<INDArray> out) {
        List<Runnable> steps = new ArrayList<>();
        long start = 0;
        for (INDArray x : in) {
            long stop = start + x.size(op.axis());
            if (!x.isEmpty()) {
                steps.add(Steps.copy(x, Views.slice(out.get(0), op.axis(), start, stop)));
            }
            start = stop;
        }
        return Steps.sequence(steps);
    }

    /** Elements of another size are those along a further axis. ND4J wants arrays that do not begin within others. */
    private static Runnable bitcast(INDArray x, INDArray y) {
        long wide = Math.max(x.dataType().width(), y.dataType().width());
        INDArray from = Steps.spaceLike(x);
        INDArray to = Steps.spaceLike(y);
        Runnable cast = Steps.custom(
                "bitcast",
                List.of(apart(from, wide / x.dataType().width())),
                apart(to, wide / y.dataType().width()),
                y.dataType().toInt());
        return Steps.sequence(Steps.copy(x, from), cast, Steps.copy(to, y));
    }

    private static INDArray apart(INDArray array, long ratio) {
        if (ratio == 1) {
            return array;
        }
        long[] dims = Arrays.copyOf(array.shape(), array.rank() + 1);
        dims[array.rank() - 1] /= ratio;
        dims[array.rank()] = ratio;
        return Views.reshape(array, dims);
    }

    private static Runnable split(Split op, List<INDArray> in, List<INDArray> out) {
        List<Runnable> steps = new ArrayList<>();
        long size = out.get(0).size(op.axis());
        for (int i = 0; i < out.size() && !out.get(i).isEmpty(); i++) {
            steps.add(Steps.copy(Views.slice(in.get(0), op.axis(), i * size, (i + 1) * size), out.get(i)));
        }
        return Steps.sequence(steps);
    }

    /** The part of {@code whole} that {@code slice} takes; {@code part} has its shape. */
    private static INDArray taken(Slice slice, INDArray whole, INDArray part) {
        return part.isEmpty() ? part : Views.slice(whole, longs(slice.start()), part.shape(), longs(slice.step()));
    }

    private static Runnable pad(Pad op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray y = out.get(0);
        if (x.isEmpty()) {
            return Steps.fill(y, op.value());
        }
        long[] ones = new long[x.rank()];
        Arrays.fill(ones, 1);
        return Steps.sequence(
                Steps.fill(y, op.value()), Steps.copy(x, Views.slice(y, longs(op.before()), x.shape(), ones)));
    }

    /** ND4J knows no running sums of whole numbers; as doubles they are exact up to 2^53. */
    private static Runnable cumulativeSum(CumulativeSum op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray y = out.get(0);
        if (x.isR()) {
            return Steps.custom("cumsum", in, y, 0, op.reverse() ? 1 : 0, op.axis());
        }
        INDArray numbers = Steps.space(DataType.DOUBLE, x.shape());
        INDArray sums = Steps.space(DataType.DOUBLE, x.shape());
        return Steps.sequence(
                Steps.copy(x, numbers),
                Steps.custom("cumsum", List.of(numbers), sums, 0, op.reverse() ? 1 : 0, op.axis()),
                Steps.copy(sums, y));
    }

    /** ND4J crashes on a vector with a matrix of positions, so it is given three axes and a vector of positions, whatever there are. */
    private static Runnable gather(Gather op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray indices = in.get(1);
        INDArray y = out.get(0);
        int axis = op.axis();
        long size = x.size(axis);
        long count = indices.length();
        if (size == 0) {
            return check(indices, axis, size);
        }
        if (x.dataType() == DataType.BOOL) { // which ND4J does not gather
            INDArray flags = Steps.space(DataType.INT8, x.shape());
            INDArray gathered = Steps.space(DataType.INT8, y.shape());
            return Steps.sequence(
                    Steps.copy(x, flags),
                    gather(op, List.of(flags, indices), List.of(gathered)),
                    Steps.copy(gathered, y));
        }
        long before = IntStream.range(0, axis).mapToLong(x::size).reduce(1, (a, b) -> a * b);
        long after = x.length() / size / before;
        return Steps.sequence(
                check(indices, axis, size),
                Steps.custom(
                        "gather",
                        List.of(Views.reshape(x, before, size, after), Views.reshape(indices, count)),
                        Views.reshape(y, before, count, after),
                        1));
    }

    /** ND4J adds to rows of a matrix only, so the axis is brought to the front and the others are flattened. */
    private static Runnable scatter(GatherGradient op, List<INDArray> in, List<INDArray> out) {
        INDArray indices = in.get(0);
        INDArray dy = in.get(1);
        INDArray dx = out.get(0);
        if (indices.isEmpty()) {
            return Steps.fill(dx, 0);
        }
        int axis = op.axis();
        long size = dx.size(axis);
        long rest = dx.length() / size;
        INDArray flat = Steps.space(DataType.INT64, indices.length());
        INDArray updates = Steps.space(dy.dataType(), indices.length(), rest);
        INDArray rows = Steps.space(dy.dataType(), size, rest);
        // dy has the axes before, those of the indices, and those after
        long before = IntStream.range(0, axis).mapToLong(dx::size).reduce(1, (a, b) -> a * b);
        long after = rest / before;
        return Steps.sequence(
                check(indices, axis, size),
                Steps.copy(Views.reshape(indices, indices.length()), flat),
                Steps.copy(
                        Views.strided(dy, new long[] {indices.length(), before, after}, new long[] {
                            after, indices.length() * after, 1
                        }),
                        Views.reshape(updates, indices.length(), before, after)),
                Steps.fill(rows, 0),
                Steps.custom("scatter_add", List.of(rows, flat, updates), rows),
                Steps.copy(
                        Views.strided(rows, new long[] {before, size, after}, new long[] {after, rest, 1}),
                        Views.reshape(dx, before, size, after)));
    }

    private static Runnable gatherAlong(GatherAlong op, List<INDArray> in, List<INDArray> out) {
        INDArray x = in.get(0);
        INDArray positions = Steps.space(DataType.INT64, in.get(1).length());
        return Steps.sequence(
                flatPositions(op.axis(), in.get(1), x.size(op.axis()), positions),
                gather(
                        new Gather(0),
                        List.of(Views.reshape(x, x.length()), positions),
                        List.of(Views.reshape(out.get(0), positions.length()))));
    }

    private static Runnable scatterAlong(GatherAlongGradient op, List<INDArray> in, List<INDArray> out) {
        INDArray dx = out.get(0);
        if (in.get(0).isEmpty()) {
            return Steps.fill(dx, 0);
        }
        INDArray positions = Steps.space(DataType.INT64, in.get(0).length());
        GatherGradient flat = new GatherGradient(0, Shape.of(dx.length()));
        return Steps.sequence(
                flatPositions(op.axis(), in.get(0), op.size(), positions),
                scatter(
                        flat,
                        List.of(positions, Views.reshape(in.get(1), positions.length())),
                        List.of(Views.reshape(dx, dx.length()))));
    }

    /** Fills {@code flat} with the places of the elements that {@code indices} means, in an array with {@code size} elements along the axis. */
    private static Runnable flatPositions(int axis, INDArray indices, long size, INDArray flat) {
        long stride = IntStream.range(axis + 1, indices.rank())
                .mapToLong(indices::size)
                .reduce(1, (a, b) -> a * b);
        long count = indices.size(axis);
        long[] origins = LongStream.range(0, indices.length())
                .map(i -> i / (stride * count) * stride * size + i % stride)
                .toArray();
        INDArray start = Nd4j.createFromArray(origins);
        return Steps.sequence(
                check(indices, axis, size),
                Steps.copy(Views.reshape(indices, indices.length()), flat),
                Steps.binary("multiply", flat, Steps.scalar(DataType.INT64, stride), flat),
                Steps.binary("add", flat, start, flat));
    }

    /** Raises an error for an index outside of the axis: ND4J would read or write memory of others. */
    private static Runnable check(INDArray indices, int axis, long size) {
        if (indices.isEmpty()) {
            return () -> {};
        }
        INDArray smallest = Steps.space(indices.dataType());
        INDArray largest = Steps.space(indices.dataType());
        INDArray flat = Views.reshape(indices, indices.length());
        Runnable find = Steps.sequence(
                Steps.custom("reduce_min", List.of(flat), smallest, false, 0),
                Steps.custom("reduce_max", List.of(flat), largest, false, 0));
        return () -> {
            find.run();
            Gather.check(smallest.getLong(0), axis, size);
            Gather.check(largest.getLong(0), axis, size);
        };
    }
}
