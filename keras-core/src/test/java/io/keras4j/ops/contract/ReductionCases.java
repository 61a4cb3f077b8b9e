package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.ALL;
import static io.keras4j.ops.contract.OpCase.FLOATS;
import static io.keras4j.ops.contract.OpCase.NUMBERS;

import io.keras4j.ops.Op;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

final class ReductionCases {
    private record Along(long[] shape, List<Integer> axes) {}

    private interface Make {
        Op op(List<Integer> axes, boolean keepDims);
    }

    private static final List<Along> ALONG = List.of(
            new Along(new long[] {}, List.of()),
            new Along(new long[] {1}, List.of(0)),
            new Along(new long[] {7}, List.of(0)),
            new Along(new long[] {3, 5}, List.of()),
            new Along(new long[] {3, 5}, List.of(0)),
            new Along(new long[] {3, 5}, List.of(1)),
            new Along(new long[] {3, 5}, List.of(0, 1)),
            new Along(new long[] {4, 1, 6}, List.of(1)),
            new Along(new long[] {2, 3, 5}, List.of(1)),
            new Along(new long[] {2, 3, 5}, List.of(0, 2)),
            new Along(new long[] {2, 3, 5}, List.of(1, 2)),
            new Along(new long[] {2, 3, 5}, List.of(0, 1)),
            new Along(new long[] {2, 3, 2, 5}, List.of(1, 3)),
            new Along(new long[] {0, 5}, List.of(1)),
            new Along(new long[] {5, 1031}, List.of(0)),
            new Along(new long[] {5, 1031}, List.of(1)),
            new Along(new long[] {5, 1031}, List.of(0, 1)));

    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        ReductionCases all = new ReductionCases();
        all.reductions(
                Sum::new,
                NUMBERS.subList(0, 4),
                values -> values.stream().mapToDouble(v -> v).sum());
        all.reductions(
                Mean::new, FLOATS, values -> values.stream().mapToDouble(v -> v).sum() / values.size());
        all.reductions(
                Max::new,
                ALL,
                values -> values.stream().mapToDouble(v -> v).max().orElseThrow());
        all.reductions(
                Min::new,
                ALL,
                values -> values.stream().mapToDouble(v -> v).min().orElseThrow());
        all.products();
        all.bools(All::new, values -> values.contains(0.0) ? 0 : 1);
        all.bools(Any::new, values -> values.contains(1.0) ? 1 : 0);
        all.arguments(ArgMax::new, 1);
        all.arguments(ArgMin::new, -1);
        all.cases.add(reduce(new Sum(List.of(0), false), FLOATS, v -> 0, Grid.zeros(0, 3), List.of(0)));
        all.cases.add(reduce(new Sum(List.of(0, 1), true), FLOATS, v -> 0, Grid.zeros(0, 3), List.of(0, 1)));
        all.cases.add(reduce(new Prod(List.of(0), false), FLOATS, v -> 1, Grid.zeros(0, 3), List.of(0)));
        all.cases.add(reduce(new Mean(List.of(0), false), FLOATS, v -> Double.NaN, Grid.zeros(0, 3), List.of(0))
                .withoutGradient());
        all.cases.add(reduce(new All(List.of(0), false), List.of(DType.BOOL), v -> 1, Grid.zeros(0, 3), List.of(0)));
        all.cases.add(reduce(new Any(List.of(0), false), List.of(DType.BOOL), v -> 0, Grid.zeros(0, 3), List.of(0)));
        return all.cases;
    }

    private void reductions(Make make, List<DType> types, ToDoubleFunction<List<Double>> fold) {
        for (Along along : ALONG) {
            Grid x = along.shape.length > 0 && along.shape[along.shape.length - 1] > 1000
                    ? Grid.uniform(0.5, 2, along.shape) // no large numbers that cancel out
                    : Grid.distinct(along.shape);
            for (boolean keepDims : new boolean[] {false, true}) {
                cases.add(reduce(make.op(along.axes, keepDims), types, fold, x, along.axes));
            }
        }
    }

    private void products() {
        for (Along along : ALONG.subList(0, 14)) {
            cases.add(reduce(
                    new Prod(along.axes, false),
                    NUMBERS.subList(0, 4),
                    values -> values.stream().reduce(1.0, (a, b) -> a * b),
                    Grid.uniform(1, 3, along.shape),
                    along.axes));
        }
    }

    private void bools(Make make, ToDoubleFunction<List<Double>> fold) {
        for (Along along : ALONG) {
            for (Grid x : List.of(
                    Grid.integers(0, 2, along.shape),
                    Grid.build(along.shape, i -> 0),
                    Grid.build(along.shape, i -> 1))) {
                cases.add(reduce(make.op(along.axes, false), List.of(DType.BOOL), fold, x, along.axes));
                cases.add(reduce(make.op(along.axes, true), List.of(DType.BOOL), fold, x, along.axes));
            }
        }
    }

    private interface MakeOfAxis {
        Op op(int axis, boolean keepDims);
    }

    private void arguments(MakeOfAxis make, int sign) {
        ToDoubleFunction<List<Double>> first = values -> {
            int best = 0;
            for (int i = 1; i < values.size(); i++) {
                best = sign * values.get(i) > sign * values.get(best) ? i : best;
            }
            return best;
        };
        for (Along along : ALONG) {
            if (along.axes.size() == 1 && along.shape[0] > 0) {
                for (Grid x : List.of(Grid.distinct(along.shape), Grid.integers(0, 3, along.shape))) {
                    Op op = make.op(along.axes.get(0), along.shape.length % 2 == 0);
                    cases.add(reduce(op, NUMBERS, first, x, along.axes));
                }
            }
        }
    }

    private static OpCase reduce(
            Op op, List<DType> types, ToDoubleFunction<List<Double>> fold, Grid x, List<Integer> axes) {
        boolean keepDims = ((Reduction) op).keepDims();
        return OpCase.of(op, types, in -> reduce(in.get(0), axes, keepDims, fold), x);
    }

    private static Grid reduce(Grid x, List<Integer> axes, boolean keepDims, ToDoubleFunction<List<Double>> fold) {
        List<Long> kept = new ArrayList<>();
        List<Integer> from = new ArrayList<>(); // the axis of x that each axis of the result is, or -1
        for (int axis = 0; axis < x.shape().length; axis++) {
            if (!axes.contains(axis)) {
                kept.add(x.shape()[axis]);
                from.add(axis);
            } else if (keepDims) {
                kept.add(1L);
                from.add(-1);
            }
        }
        long[] shape = kept.stream().mapToLong(Long::longValue).toArray();
        List<List<Double>> groups = new ArrayList<>();
        Grid counts = Grid.zeros(shape);
        Grid.indices(shape).forEach(i -> groups.add(new ArrayList<>()));
        for (long[] index : Grid.indices(x.shape())) {
            long[] target =
                    from.stream().mapToLong(axis -> axis < 0 ? 0 : index[axis]).toArray();
            groups.get(counts.position(target)).add(x.at(index));
        }
        return Grid.build(shape, i -> fold.applyAsDouble(groups.get(counts.position(i))));
    }
}
