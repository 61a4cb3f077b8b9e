package io.keras4j.ops.contract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** One of the matrices in the last two axes of a {@link Grid}, or a vector in the last, with slow means to compute. */
record Matrix(double[][] rows) {
    interface Element {
        double at(int row, int column);
    }

    static Matrix build(int rows, int columns, Element element) {
        double[][] all = new double[rows][columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                all[row][column] = element.at(row, column);
            }
        }
        return new Matrix(all);
    }

    static Matrix identity(int size) {
        return build(size, size, (row, column) -> row == column ? 1 : 0);
    }

    /** What {@code function} makes of the matrices of each grid, one after another, all of one shape. */
    static Grid each(List<Grid> grids, List<Integer> ranks, Function<List<Matrix>, Matrix> function) {
        long[] shape = grids.get(0).shape();
        long[] batch = Arrays.copyOf(shape, shape.length - ranks.get(0));
        int count = (int) Arrays.stream(batch).reduce(1, (a, b) -> a * b);
        List<Matrix> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Matrix> matrices = new ArrayList<>();
            for (int g = 0; g < grids.size(); g++) {
                matrices.add(of(grids.get(g), ranks.get(g), i, count));
            }
            results.add(function.apply(matrices));
        }
        long[] whole = Arrays.copyOf(batch, batch.length + 2);
        whole[batch.length] = results.get(0).height();
        whole[batch.length + 1] = results.get(0).width();
        double[] values = results.stream()
                .flatMapToDouble(matrix -> Arrays.stream(matrix.rows).flatMapToDouble(Arrays::stream))
                .toArray();
        return new Grid(whole, values);
    }

    static Grid each(Grid grid, Function<Matrix, Matrix> function) {
        return each(List.of(grid), List.of(2), all -> function.apply(all.get(0)));
    }

    private static Matrix of(Grid grid, int rank, int number, int count) {
        int size = grid.values().length / count;
        int columns = (int) grid.shape()[grid.shape().length - 1];
        return build(
                rank == 1 ? 1 : size / columns,
                columns,
                (row, column) -> grid.values()[number * size + row * columns + column]);
    }

    int height() {
        return rows.length;
    }

    int width() {
        return rows[0].length;
    }

    double at(int row, int column) {
        return rows[row][column];
    }

    Matrix transposed() {
        return build(width(), height(), (row, column) -> rows[column][row]);
    }

    Matrix times(Matrix other) {
        return build(height(), other.width(), (row, column) -> {
            double sum = 0;
            for (int i = 0; i < width(); i++) {
                sum += rows[row][i] * other.rows[i][column];
            }
            return sum;
        });
    }

    /** This with each column times an element of a vector. */
    Matrix scaled(Matrix vector) {
        return build(height(), width(), (row, column) -> rows[row][column] * vector.rows[0][column]);
    }

    Matrix first(int columns) {
        return build(height(), columns, this::at);
    }

    private Matrix without(int row, int column) {
        return build(height() - 1, width() - 1, (i, j) -> rows[i < row ? i : i + 1][j < column ? j : j + 1]);
    }

    /** By Laplace's expansion along the first row. */
    double det() {
        if (height() == 1) {
            return rows[0][0];
        }
        double sum = 0;
        for (int column = 0; column < width(); column++) {
            sum += (column % 2 == 0 ? 1 : -1)
                    * rows[0][column]
                    * without(0, column).det();
        }
        return sum;
    }

    Matrix cofactors() {
        return build(
                height(),
                width(),
                (row, column) -> ((row + column) % 2 == 0 ? 1 : -1)
                        * (height() == 1 ? 1 : without(row, column).det()));
    }

    /** By Cramer's rule. */
    Matrix inverse() {
        double det = det();
        Matrix adjugate = cofactors().transposed();
        return build(height(), width(), (row, column) -> adjugate.at(row, column) / det);
    }
}
