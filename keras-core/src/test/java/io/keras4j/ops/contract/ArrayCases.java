package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.ALL;
import static io.keras4j.ops.contract.OpCase.FLOATS;
import static io.keras4j.ops.contract.OpCase.NUMBERS;

import io.keras4j.ops.array.*;
import io.keras4j.ops.bitwise.Bitcast;
import io.keras4j.ops.control.CustomGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

final class ArrayCases {
    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        ArrayCases all = new ArrayCases();
        all.reshape();
        all.transpose();
        all.broadcast();
        all.concatenate();
        all.slice();
        all.split();
        all.pad();
        all.flip();
        all.cumulativeSum();
        all.gather();
        all.gatherAlong();
        all.bitcast();
        all.segments();
        all.customGradient();
        return all.cases;
    }

    private void reshape() {
        for (long[][] shapes : new long[][][] {
            {{2, 6}, {3, 4}}, {{12}, {2, 1, 6}}, {{1, 1}, {}}, {{}, {1}}, {{0, 3}, {3, 0}}, {{3, 1031}, {1031, 3}}
        }) {
            Shape to = Shape.of(shapes[1]);
            cases.add(OpCase.of(
                    new Reshape(to), ALL, in -> in.get(0).reshape(shapes[1]), Grid.uniform(-3, 3, shapes[0])));
        }
    }

    private void transpose() {
        transpose(List.of(), new long[] {});
        transpose(List.of(0), 5);
        transpose(List.of(0, 1), 3, 5);
        transpose(List.of(1, 0), 3, 5);
        transpose(List.of(1, 0), 1, 7);
        transpose(List.of(1, 0), 67, 131);
        transpose(List.of(2, 0, 1), 2, 3, 5);
        transpose(List.of(0, 2, 1), 4, 3, 5);
        transpose(List.of(1, 0, 2), 4, 3, 1);
        transpose(List.of(0, 3, 1, 2), 2, 5, 7, 3);
        transpose(List.of(0, 2, 3, 1), 2, 3, 5, 7);
        transpose(List.of(3, 2, 1, 0), 2, 3, 1, 5);
        transpose(List.of(1, 0), 0, 3);
    }

    private void transpose(List<Integer> axes, long... shape) {
        long[] to = axes.stream().mapToLong(axis -> shape[axis]).toArray();
        cases.add(OpCase.of(
                new Transpose(axes),
                ALL,
                in -> Grid.build(to, index -> {
                    long[] from = new long[index.length];
                    for (int i = 0; i < index.length; i++) {
                        from[axes.get(i)] = index[i];
                    }
                    return in.get(0).at(from);
                }),
                Grid.uniform(-3, 3, shape)));
    }

    private void broadcast() {
        for (long[][] shapes : new long[][][] {
            {{}, {}},
            {{}, {4}},
            {{}, {2, 3}},
            {{1}, {5}},
            {{5}, {3, 5}},
            {{3, 1}, {3, 5}},
            {{1, 5}, {3, 5}},
            {{2, 1, 3}, {4, 2, 5, 3}},
            {{3}, {0, 3}},
            {{1, 1031}, {5, 1031}},
            {{5, 1}, {5, 1031}}
        }) {
            cases.add(OpCase.of(
                    new BroadcastTo(Shape.of(shapes[1])),
                    ALL,
                    in -> Grid.build(shapes[1], in.get(0)::broadcastAt),
                    Grid.uniform(-3, 3, shapes[0])));
        }
    }

    private void concatenate() {
        concatenate(0, new long[] {2}, new long[] {3});
        concatenate(0, new long[] {2, 3}, new long[] {1, 3}, new long[] {4, 3});
        concatenate(1, new long[] {2, 3}, new long[] {2, 1});
        concatenate(1, new long[] {2, 3, 5}, new long[] {2, 1, 5}, new long[] {2, 2, 5});
        concatenate(2, new long[] {2, 3, 5}, new long[] {2, 3, 2});
        concatenate(0, new long[] {0, 3}, new long[] {2, 3});
        concatenate(1, new long[] {37, 101}, new long[] {37, 203});
    }

    private void concatenate(int axis, long[]... shapes) {
        Grid[] parts =
                Arrays.stream(shapes).map(shape -> Grid.uniform(-3, 3, shape)).toArray(Grid[]::new);
        cases.add(OpCase.of(
                new Concatenate(axis),
                ALL,
                in -> {
                    long[] shape = shapes[0].clone();
                    shape[axis] = Arrays.stream(shapes).mapToLong(s -> s[axis]).sum();
                    return Grid.build(shape, index -> {
                        long[] own = index.clone();
                        for (Grid part : in) {
                            if (own[axis] < part.shape()[axis]) {
                                return part.at(own);
                            }
                            own[axis] -= part.shape()[axis];
                        }
                        throw new AssertionError();
                    });
                },
                parts));
    }

    private void slice() {
        slice(List.of(), List.of(), List.of(), new long[] {});
        slice(List.of(1L), List.of(4L), List.of(1L), 5);
        slice(List.of(1L), List.of(Slice.END), List.of(2L), 7);
        slice(List.of(0L, 1L), List.of(2L, 3L), List.of(1L, 1L), 3, 5);
        slice(List.of(1L, 0L), List.of(Slice.END, Slice.END), List.of(1L, 1L), 3, 5);
        slice(List.of(0L, 2L), List.of(Slice.END, Slice.END), List.of(1L, 1L), 3, 5);
        slice(List.of(0L, 2L, 1L), List.of(2L, 3L, 5L), List.of(1L, 1L, 3L), 2, 3, 5);
        slice(List.of(1L, 0L), List.of(1L, 5L), List.of(1L, 1L), 3, 5);
        slice(List.of(3L, 100L), List.of(31L, 900L), List.of(1L, 1L), 37, 1031);
        slice(List.of(3L, 100L), List.of(31L, 900L), List.of(3L, 7L), 37, 1031);
    }

    private void slice(List<Long> start, List<Long> stop, List<Long> step, long... shape) {
        Slice slice = new Slice(start, stop, step);
        long[] part = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            part[i] = Math.max(0, (Math.min(stop.get(i), shape[i]) - start.get(i) + step.get(i) - 1) / step.get(i));
        }
        cases.add(OpCase.of(
                slice,
                ALL,
                in -> Grid.build(part, index -> in.get(0).at(within(slice, index))),
                Grid.uniform(-3, 3, shape)));
        cases.add(OpCase.of(
                new SliceGradient(slice, Shape.of(shape)),
                NUMBERS,
                in -> {
                    Grid whole = Grid.zeros(shape);
                    Grid.indices(part).forEach(index -> whole.add(in.get(0).at(index), within(slice, index)));
                    return whole;
                },
                Grid.uniform(-3, 3, part)));
    }

    private static long[] within(Slice slice, long[] index) {
        return IntStream.range(0, index.length)
                .mapToLong(i -> slice.start().get(i) + index[i] * slice.step().get(i))
                .toArray();
    }

    private void split() {
        split(1, 0, 3);
        split(3, 0, 6);
        split(2, 0, 4, 3);
        split(3, 1, 2, 3);
        split(2, 1, 3, 4, 2);
        split(4, 2, 2, 3, 4);
        split(2, 1, 0, 4);
        split(7, 1, 67, 91);
        split(91, 1, 67, 91);
    }

    private void split(int sections, int axis, long... shape) {
        long[] part = shape.clone();
        part[axis] /= sections;
        OpCase first = OpCase.of(new Split(sections, axis), ALL, in -> in.get(0), Grid.uniform(-3, 3, shape));
        cases.add(new OpCase(
                first.op(),
                first.inputs(),
                first.types(),
                in -> IntStream.range(0, sections)
                        .mapToObj(i -> Grid.build(part, index -> {
                            long[] whole = index.clone();
                            whole[axis] += i * part[axis];
                            return in.get(0).at(whole);
                        }))
                        .toList(),
                first.differentiable()));
    }

    private void pad() {
        pad(List.of(), List.of(), 2, new long[] {});
        pad(List.of(2L), List.of(3L), 0, 4);
        pad(List.of(0L, 1L), List.of(2L, 0L), -1.5, 3, 5);
        pad(List.of(0L, 1L, 2L, 0L), List.of(0L, 2L, 1L, 0L), 0, 2, 3, 5, 2);
        pad(List.of(1L, 0L), List.of(1L, 0L), 7, 0, 3);
    }

    private void pad(List<Long> before, List<Long> after, double value, long... shape) {
        long[] padded = new long[shape.length];
        for (int i = 0; i < shape.length; i++) {
            padded[i] = before.get(i) + shape[i] + after.get(i);
        }
        cases.add(OpCase.of(
                new Pad(before, after, value),
                value == Math.rint(value) && value >= 0 ? NUMBERS : OpCase.FLOATS,
                in -> Grid.build(padded, index -> {
                    long[] own = IntStream.range(0, index.length)
                            .mapToLong(i -> index[i] - before.get(i))
                            .toArray();
                    return in.get(0).contains(own) ? in.get(0).at(own) : value;
                }),
                Grid.uniform(-3, 3, shape)));
    }

    private void flip() {
        flip(List.of(0), 5);
        flip(List.of(0), 3, 5);
        flip(List.of(1), 3, 5);
        flip(List.of(0, 1), 3, 5);
        flip(List.of(0, 2), 2, 3, 5);
        flip(List.of(1), 2, 4, 3, 2);
        flip(List.of(), 3, 5);
        flip(List.of(1), 37, 1031);
    }

    private void flip(List<Integer> axes, long... shape) {
        cases.add(OpCase.of(
                new Flip(axes),
                ALL,
                in -> Grid.build(shape, index -> {
                    long[] from = index.clone();
                    axes.forEach(axis -> from[axis] = shape[axis] - 1 - index[axis]);
                    return in.get(0).at(from);
                }),
                Grid.uniform(-3, 3, shape)));
    }

    private void cumulativeSum() {
        for (boolean reverse : new boolean[] {false, true}) {
            cumulativeSum(0, reverse, 1);
            cumulativeSum(0, reverse, 7);
            cumulativeSum(0, reverse, 3, 5);
            cumulativeSum(1, reverse, 3, 5);
            cumulativeSum(1, reverse, 2, 3, 5);
            cumulativeSum(1, reverse, 37, 131);
        }
    }

    private void cumulativeSum(int axis, boolean reverse, long... shape) {
        cases.add(OpCase.of(
                new CumulativeSum(axis, reverse),
                NUMBERS.subList(0, 4),
                in -> Grid.build(shape, index -> {
                    double sum = 0;
                    long[] at = index.clone();
                    for (long i = reverse ? index[axis] : 0; i < (reverse ? shape[axis] : index[axis] + 1); i++) {
                        at[axis] = i;
                        sum += in.get(0).at(at);
                    }
                    return sum;
                }),
                Grid.uniform(-3, 3, shape)));
    }

    private void gather() {
        gather(0, new long[] {5}, Grid.of(3).reshape());
        gather(0, new long[] {5}, Grid.of(3, 0, 3));
        gather(0, new long[] {5}, Grid.of(4, 0, 4, 1, 1, 4).reshape(2, 3));
        gather(0, new long[] {24}, Grid.integers(0, 24, 2, 1, 4));
        gather(0, new long[] {1}, Grid.zeros(2, 2));
        gather(0, new long[] {5, 3}, Grid.of(4).reshape());
        gather(0, new long[] {5, 3}, Grid.of(4, 0, 4, 1, 1, 4).reshape(2, 3));
        gather(1, new long[] {2, 5}, Grid.of(4, 0, 4, 1, 1, 4).reshape(2, 3));
        gather(1, new long[] {2, 5, 3}, Grid.of(4, 0, 4));
        gather(2, new long[] {2, 3, 5}, Grid.of(4, 0, 0, 2).reshape(2, 2));
        gather(0, new long[] {5, 3}, Grid.zeros(0));
        gather(0, new long[] {101, 67}, Grid.integers(0, 101, 37, 11));
    }

    private void gather(int axis, long[] shape, Grid positions) {
        int taken = positions.shape().length;
        long[] gathered = IntStream.range(0, shape.length + taken - 1)
                .mapToLong(i ->
                        i < axis ? shape[i] : i < axis + taken ? positions.shape()[i - axis] : shape[i - taken + 1])
                .toArray();
        for (DType integer : List.of(DType.INT32, DType.INT64)) {
            cases.add(OpCase.of(
                            new Gather(axis),
                            ALL,
                            in -> Grid.build(
                                    gathered, index -> in.get(0).at(source(index, axis, taken, shape, in.get(1)))),
                            Grid.uniform(-3, 3, shape),
                            positions)
                    .fixed(1, integer));
            cases.add(OpCase.of(
                            new GatherGradient(axis, Shape.of(shape)),
                            NUMBERS.subList(0, 4),
                            in -> {
                                Grid sum = Grid.zeros(shape);
                                Grid.indices(gathered)
                                        .forEach(index -> sum.add(
                                                in.get(1).at(index), source(index, axis, taken, shape, in.get(0))));
                                return sum;
                            },
                            positions,
                            Grid.uniform(-3, 3, gathered))
                    .fixed(0, integer));
        }
    }

    private static long[] source(long[] index, int axis, int taken, long[] shape, Grid positions) {
        long[] own = Arrays.copyOfRange(index, axis, axis + taken);
        return IntStream.range(0, shape.length)
                .mapToLong(i -> i < axis ? index[i] : i == axis ? (long) positions.at(own) : index[i + taken - 1])
                .toArray();
    }

    private void gatherAlong() {
        gatherAlong(0, 5, Grid.of(3, 0, 3));
        gatherAlong(0, 4, Grid.integers(0, 4, 2, 3));
        gatherAlong(1, 4, Grid.integers(0, 4, 2, 3));
        gatherAlong(1, 2, Grid.integers(0, 2, 3, 5, 2));
        gatherAlong(2, 3, Grid.integers(0, 3, 2, 1, 4));
        gatherAlong(1, 3, Grid.zeros(2, 0));
        gatherAlong(1, 31, Grid.integers(0, 31, 37, 67));
    }

    private void gatherAlong(int axis, int size, Grid positions) {
        long[] shape = positions.shape().clone();
        shape[axis] = size;
        for (DType integer : List.of(DType.INT32, DType.INT64)) {
            cases.add(OpCase.of(
                            new GatherAlong(axis),
                            ALL,
                            in -> Grid.build(
                                    positions.shape(), index -> in.get(0).at(along(index, axis, in.get(1)))),
                            Grid.uniform(-3, 3, shape),
                            positions)
                    .fixed(1, integer));
            cases.add(OpCase.of(
                            new GatherAlongGradient(axis, size),
                            NUMBERS.subList(0, 4),
                            in -> {
                                Grid sum = Grid.zeros(shape);
                                Grid.indices(positions.shape())
                                        .forEach(index -> sum.add(in.get(1).at(index), along(index, axis, in.get(0))));
                                return sum;
                            },
                            positions,
                            Grid.uniform(-3, 3, positions.shape()))
                    .fixed(0, integer));
        }
    }

    private static long[] along(long[] index, int axis, Grid positions) {
        long[] own = index.clone();
        own[axis] = (long) positions.at(index);
        return own;
    }

    private void bitcast() {
        bitcast(DType.FLOAT32, DType.INT32, Grid.of(0, 1, -2.5, 1e-30), x -> Float.floatToIntBits((float) x));
        bitcast(
                DType.INT32,
                DType.FLOAT32,
                Grid.of(0, 1 << 30, 0x3FC00000).reshape(3, 1),
                x -> Float.intBitsToFloat((int) x));
        cases.add(OpCase.of(
                new Bitcast(DType.INT32),
                List.of(DType.UINT8),
                in -> Grid.of(0x04030201, 0x00000100).reshape(2, 1),
                Grid.of(1, 2, 3, 4, 0, 1, 0, 0).reshape(2, 4)));
        cases.add(OpCase.of(
                new Bitcast(DType.INT16),
                List.of(DType.INT32),
                in -> Grid.of(1, 0, -1, -1, 0, 3).reshape(1, 6),
                Grid.of(1, -1, 3 << 16).reshape(1, 3)));
    }

    private void bitcast(DType from, DType to, Grid x, DoubleUnaryOperator same) {
        cases.add(OpCase.of(
                new Bitcast(to),
                List.of(from),
                in -> Grid.build(
                        in.get(0).shape(), index -> same.applyAsDouble(in.get(0).at(index))),
                x));
    }

    private void segments() {
        segments(new long[] {6});
        segments(new long[] {5, 3});
        segments(new long[] {4, 2, 3});
        segments(new long[] {37, 11});
    }

    private void segments(long... shape) {
        Grid some = Grid.integers(0, 4, shape[0]); // of 5, so that there are ids without any slice
        Grid all = Grid.build(new long[] {shape[0]}, i -> i[0] % 3);
        Grid x = Grid.distinct(shape);
        cases.add(segments(new SegmentMax(5), FLOATS, Math::max, Double.NEGATIVE_INFINITY, some, x)
                .withoutGradient());
        cases.add(segments(new SegmentMin(5), FLOATS, Math::min, Double.POSITIVE_INFINITY, some, x)
                .withoutGradient());
        cases.add(segments(new SegmentMax(3), FLOATS, Math::max, Double.NEGATIVE_INFINITY, all, x));
        cases.add(segments(new SegmentMin(3), FLOATS, Math::min, Double.POSITIVE_INFINITY, all, x));
        cases.add(segments(new SegmentProd(5), FLOATS, (a, b) -> a * b, 1, some, Grid.uniform(0.5, 1.5, shape)));
        Grid whole = Grid.integers(1, 9, shape);
        List<DType> int32 = List.of(DType.INT32);
        cases.add(segments(new SegmentMax(5), int32, Math::max, Integer.MIN_VALUE, some, whole));
        cases.add(segments(new SegmentMin(5), int32, Math::min, Integer.MAX_VALUE, some, whole));
        cases.add(segments(new SegmentMin(5), List.of(DType.UINT8), Math::min, 255, some, whole));
        cases.add(segments(
                new SegmentProd(5), List.of(DType.INT64), (a, b) -> a * b, 1, some, Grid.integers(1, 3, shape)));
    }

    private static OpCase segments(
            Segmented op, List<DType> types, DoubleBinaryOperator fold, double ofNothing, Grid ids, Grid data) {
        long[] shape = data.shape().clone();
        shape[0] = op.count();
        return OpCase.of(
                        op,
                        types,
                        in -> Grid.build(shape, index -> {
                            double folded = ofNothing;
                            long[] at = index.clone();
                            for (int i = 0; i < data.shape()[0]; i++) {
                                at[0] = i;
                                folded = in.get(0).at(i) == index[0]
                                        ? fold.applyAsDouble(folded, in.get(1).at(at))
                                        : folded;
                            }
                            return folded;
                        }),
                        ids,
                        data)
                .fixed(0, DType.INT32);
    }

    /** What its gradients are is what it was told: {@code ControlOpsTest} looks at that. */
    private void customGradient() {
        cases.add(
                OpCase.of(new CustomGradient(List::of), ALL, in -> in.get(0), Grid.uniform(-3, 3, 2, 3), Grid.of(1, 2))
                        .withoutGradient());
    }
}
