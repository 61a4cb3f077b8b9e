package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.ALL;
import static io.keras4j.ops.contract.OpCase.FLOATS;
import static io.keras4j.ops.contract.OpCase.NUMBERS;

import io.keras4j.ops.sorting.*;
import io.keras4j.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

final class SortingCases {
    private static final Grid SPECIAL =
            Grid.of(2, Double.NaN, -1, Double.NEGATIVE_INFINITY, 0, -0.0, Double.POSITIVE_INFINITY, 2, Double.NaN, -3);

    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        SortingCases all = new SortingCases();
        all.argSort(0, Grid.distinct(1));
        all.argSort(0, Grid.integers(-3, 3, 11));
        all.argSort(0, Grid.integers(-3, 3, 5, 4));
        all.argSort(1, Grid.integers(-3, 3, 5, 7));
        all.argSort(1, Grid.integers(-3, 3, 2, 6, 3));
        all.argSort(2, Grid.distinct(2, 3, 4));
        all.argSort(1, Grid.zeros(0, 3));
        all.argSort(1, Grid.integers(-90, 90, 7, 301));
        all.cases.add(OpCase.of(new ArgSort(0), FLOATS, in -> argSort(in.get(0), 0), SPECIAL));
        all.topK(1, Grid.distinct(1));
        all.topK(3, Grid.distinct(7));
        all.topK(2, Grid.distinct(3, 5));
        all.topK(5, Grid.distinct(2, 3, 5));
        all.topK(0, Grid.distinct(2, 3));
        all.topK(4, Grid.integers(-2, 2, 3, 9));
        all.cases.add(all.topCase(5, SPECIAL, FLOATS).withoutGradient());
        all.searchSorted(Grid.of(-2, -1, -1, 0, 2, 2, 2, 3), Grid.integers(-3, 5, 4, 5));
        all.searchSorted(Grid.of(1), Grid.integers(0, 3, 6));
        all.searchSorted(Grid.of(1, 2), Grid.of(2).reshape());
        all.searchSorted(Grid.zeros(0), Grid.integers(0, 3, 6));
        all.cases.add(OpCase.of(
                new SearchSorted(true),
                FLOATS,
                in -> search(in, true),
                Grid.of(Double.NEGATIVE_INFINITY, -1, 0, Double.POSITIVE_INFINITY, Double.NaN),
                SPECIAL));
        for (int size : new int[] {0, 2, 4, 9}) {
            all.unique(size, 0, Grid.integers(-3, 3, 7, 1), NUMBERS);
            all.unique(size, 5, Grid.integers(0, 2, 8, 3), ALL.subList(0, 5));
            all.unique(size, 1, Grid.integers(0, 2, 6, 2), ALL);
        }
        all.unique(4, 7, SPECIAL.reshape(10, 1), FLOATS);
        all.unique(10, 7, SPECIAL.reshape(5, 2), FLOATS);
        return all.cases;
    }

    /** As Double does, but for -0, which equals 0. */
    private static int compare(double a, double b) {
        return Double.compare(a + 0.0, b + 0.0);
    }

    private static long[] with(long[] index, int axis, long at) {
        long[] changed = index.clone();
        changed[axis] = at;
        return changed;
    }

    private static List<Integer> order(Grid x, int axis, long[] index, boolean descending) {
        Comparator<Integer> ascending = (i, j) -> compare(x.at(with(index, axis, i)), x.at(with(index, axis, j)));
        return IntStream.range(0, (int) x.shape()[axis])
                .boxed()
                .sorted(descending ? ascending.reversed() : ascending)
                .toList();
    }

    private void argSort(int axis, Grid x) {
        cases.add(OpCase.of(new ArgSort(axis), ALL, in -> argSort(in.get(0), axis), x));
    }

    private static Grid argSort(Grid x, int axis) {
        return Grid.build(x.shape(), index -> order(x, axis, index, false).get((int) index[axis]));
    }

    private void topK(int k, Grid x) {
        boolean ties = Arrays.stream(x.values()).distinct().count() < x.values().length;
        OpCase top = topCase(k, x, NUMBERS);
        cases.add(ties ? top.withoutGradient() : top);
    }

    private OpCase topCase(int k, Grid x, List<DType> types) {
        int axis = x.shape().length - 1;
        long[] shape = with(x.shape(), axis, k);
        return OpCase.of(new TopK(k), types, in -> in.get(0), x).comparing(null, in -> {
            Grid positions = Grid.build(
                    shape, index -> order(in.get(0), axis, index, true).get((int) index[axis]));
            Grid values = Grid.build(shape, index -> in.get(0).at(with(index, axis, (long) positions.at(index))));
            return List.of(values, positions);
        });
    }

    private void searchSorted(Grid sequence, Grid values) {
        for (boolean right : new boolean[] {false, true}) {
            cases.add(OpCase.of(
                    new SearchSorted(right), NUMBERS.subList(0, 4), in -> search(in, right), sequence, values));
        }
    }

    private static Grid search(List<Grid> in, boolean right) {
        return Grid.build(
                in.get(1).shape(),
                index -> Arrays.stream(in.get(0).values())
                        .filter(each -> compare(each, in.get(1).at(index)) < (right ? 1 : 0))
                        .count());
    }

    // ---- Rows that differ

    private void unique(int size, double fill, Grid x, List<DType> types) {
        cases.add(OpCase.of(new Unique(size, fill), types, in -> in.get(0), x)
                .comparing(null, in -> unique(in.get(0), size, fill))
                .withoutGradient()); // a change makes rows differ
    }

    private static List<Grid> unique(Grid x, int size, double fill) {
        int rows = (int) x.shape()[0];
        int columns = (int) x.shape()[1];
        List<Integer> different = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int at = row;
            if (IntStream.range(0, row).noneMatch(before -> equal(x, before, at))) {
                different.add(row);
            }
        }
        different.sort((a, b) -> compare(x, a, b));
        List<Integer> places = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int at = row;
            places.add(IntStream.range(0, different.size())
                    .filter(place -> different.get(place) == at || equal(x, different.get(place), at))
                    .findFirst()
                    .orElseThrow());
        }
        Grid values = Grid.build(
                new long[] {size, columns},
                index -> index[0] < different.size() ? x.at(different.get((int) index[0]), index[1]) : fill);
        Grid first =
                Grid.build(new long[] {size}, index -> index[0] < different.size() ? different.get((int) index[0]) : 0);
        Grid inverse = Grid.build(new long[] {rows}, index -> places.get((int) index[0]));
        Grid counts = Grid.build(
                new long[] {size},
                index -> places.stream().filter(place -> place == index[0]).count());
        return List.of(values, first, inverse, counts);
    }

    private static boolean equal(Grid x, int a, int b) {
        return IntStream.range(0, (int) x.shape()[1]).allMatch(column -> x.at(a, column) == x.at(b, column));
    }

    private static int compare(Grid x, int a, int b) {
        return IntStream.range(0, (int) x.shape()[1])
                .map(column -> compare(x.at(a, column), x.at(b, column)))
                .filter(compared -> compared != 0)
                .findFirst()
                .orElse(Integer.compare(a, b));
    }
}
