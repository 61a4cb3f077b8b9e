package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.FLOATS;

import io.keras4j.ops.Op;
import io.keras4j.ops.linalg.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Decompositions of matrices. Where signs or orders are free, what makes the factors right is compared: their product, that they are orthogonal. */
final class DecompositionCases {
    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        DecompositionCases all = new DecompositionCases();
        for (long[] shape : new long[][] {{1, 1}, {3, 3}, {4, 4}, {2, 3, 3}, {2, 1, 2, 2}, {5, 0, 2, 2}}) {
            all.square(shape);
        }
        all.singular();
        all.equations();
        for (long[] shape : new long[][] {{1, 1}, {3, 3}, {4, 2}, {2, 4}, {2, 3, 2}, {2, 1, 2, 3}, {1, 3}, {3, 1}}) {
            all.rectangular(shape);
        }
        return all.cases;
    }

    /** Numbers that make square matrices far from singular. */
    private static Grid regular(long... shape) {
        int n = shape.length;
        Grid noise = Grid.uniform(-1, 1, shape);
        return Grid.build(shape, index -> noise.at(index) + (index[n - 2] == index[n - 1] ? 2.5 + index[n - 1] : 0));
    }

    private static Grid mapped(Grid grid, UnaryOperator<Matrix> function) {
        return grid.values().length == 0 ? grid : Matrix.each(grid, function::apply);
    }

    private static Grid numbers(Grid grid, UnaryOperator<Matrix> function) {
        return mapped(grid, function).reshape(Arrays.copyOf(grid.shape(), grid.shape().length - 2));
    }

    private static Matrix number(double value) {
        return Matrix.build(1, 1, (row, column) -> value);
    }

    private static Grid symmetric(Grid grid) {
        return mapped(grid, m -> Matrix.build(m.height(), m.width(), (i, j) -> (m.at(i, j) + m.at(j, i)) / 2));
    }

    // ---- Square matrices

    private void square(long... shape) {
        Grid x = regular(shape);
        cases.add(
                OpCase.of(new Cholesky(), FLOATS, in -> mapped(symmetric(in.get(0)), DecompositionCases::cholesky), x));
        cases.add(OpCase.of(new Det(), FLOATS, in -> numbers(in.get(0), m -> number(m.det())), x));
        cases.add(OpCase.of(new Cofactor(), FLOATS, in -> mapped(in.get(0), Matrix::cofactors), x));
        cases.add(OpCase.of(new Inv(), FLOATS, in -> mapped(in.get(0), Matrix::inverse), x));
        Grid negative = Grid.build(shape, index -> x.at(index) * (index[shape.length - 2] == 0 ? -1 : 1));
        for (Grid each : List.of(x, negative)) {
            cases.add(OpCase.of(new Slogdet(), FLOATS, in -> in.get(0), each)
                    .comparing(
                            null,
                            in -> List.of(
                                    numbers(in.get(0), m -> number(Math.signum(m.det()))),
                                    numbers(in.get(0), m -> number(Math.log(Math.abs(m.det()))))))
                    .withoutGradient()); // of the first output, which is constant
        }
        if (x.values().length > 0) {
            eigenvectors(x);
        }
    }

    private static Matrix cholesky(Matrix a) {
        int n = a.height();
        double[][] l = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double rest = a.at(i, j);
                for (int k = 0; k < j; k++) {
                    rest -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(rest) : rest / l[j][j];
            }
        }
        return new Matrix(l);
    }

    private void eigenvectors(Grid x) {
        cases.add(OpCase.of(new Eigh(), FLOATS, in -> in.get(0), x)
                .comparing(
                        out -> List.of(
                                Matrix.each(
                                        out,
                                        List.of(1, 2),
                                        wv -> wv.get(1)
                                                .scaled(wv.get(0))
                                                .times(wv.get(1).transposed())),
                                products(out.get(1)),
                                disorder(out.get(0), 1)),
                        in -> List.of(symmetric(in.get(0)), identities(in.get(0)), flat(in.get(0)))));
        // x · D with a diagonal D that tells rows from columns has real eigenvalues when x is symmetric, D positive
        Grid real = Matrix.each(symmetric(x), m -> m.scaled(Matrix.build(1, m.width(), (row, i) -> 1 + 0.3 * i)));
        cases.add(OpCase.of(new Eig(), FLOATS, in -> in.get(0), real)
                .comparing(
                        out -> List.of(
                                Matrix.each(
                                        out,
                                        List.of(1, 2),
                                        wv -> wv.get(1)
                                                .scaled(wv.get(0))
                                                .times(wv.get(1).inverse())),
                                Matrix.each(
                                        products(out.get(1)), m -> Matrix.build(1, m.width(), (row, i) -> m.at(i, i)))),
                        in -> List.of(
                                in.get(0),
                                Matrix.each(in.get(0), m -> Matrix.build(1, m.width(), (row, column) -> 1)))));
    }

    /** xᵀ · x. */
    private static Grid products(Grid x) {
        return Matrix.each(x, m -> m.transposed().times(m));
    }

    private static Grid identities(Grid x) {
        return Matrix.each(x, m -> Matrix.identity(m.width()));
    }

    /** How far elements are from ascending, or descending, order, which must be 0. */
    private static Grid disorder(Grid vectors, int sign) {
        return Matrix.each(List.of(vectors), List.of(1), all -> {
            double[] sorted = Arrays.stream(all.get(0).rows()[0])
                    .map(v -> v * sign)
                    .sorted()
                    .toArray();
            return Matrix.build(
                    1, sorted.length, (row, i) -> sorted[i] * sign - all.get(0).at(0, i));
        });
    }

    private static Grid flat(Grid x) {
        return Matrix.each(x, m -> Matrix.build(1, Math.min(m.height(), m.width()), (row, i) -> 0));
    }

    private void singular() {
        Grid x = Grid.of(1, 2, 3, 2, 4, 6, 1, 0, 1).reshape(3, 3);
        cases.add(OpCase.of(new Det(), FLOATS, in -> numbers(in.get(0), m -> number(m.det())), x));
        cases.add(OpCase.of(new Cofactor(), FLOATS, in -> mapped(in.get(0), Matrix::cofactors), x)
                .withoutGradient()); // there is none of a singular matrix
        Grid zero = Grid.zeros(2, 2);
        cases.add(OpCase.of(new Slogdet(), FLOATS, in -> in.get(0), zero)
                .comparing(
                        null,
                        in -> List.of(
                                Grid.of(0).reshape(),
                                Grid.of(Double.NEGATIVE_INFINITY).reshape()))
                .withoutGradient());
        // of a column times a row, the inverse is the transpose over the squares of their lengths
        for (Double rcond : new Double[] {null, 1e-3}) {
            cases.add(OpCase.of(
                            new Pinv(rcond),
                            FLOATS,
                            in -> Matrix.each(
                                    in.get(0),
                                    m -> Matrix.build(
                                            m.width(), m.height(), (row, column) -> m.at(column, row) / (14 * 5))),
                            Grid.of(1, 2, 2, 4, 3, 6).reshape(3, 2))
                    .withoutGradient()); // a small change adds a singular value
        }
    }

    // ---- Equations

    private void equations() {
        equations(new long[] {1, 1}, new long[] {1, 1});
        equations(new long[] {3, 3}, new long[] {3, 2});
        equations(new long[] {2, 3, 3}, new long[] {2, 3, 1});
        equations(new long[] {3, 3}, new long[] {2, 3, 2});
        equations(new long[] {2, 1, 3, 3}, new long[] {4, 3, 2});
        equations(new long[] {0, 2, 2}, new long[] {0, 2, 3});
        equations(new long[] {2, 2}, new long[] {2, 0});
    }

    private void equations(long[] a, long[] b) {
        solution(new Solve(), a, b, (row, column) -> true);
        solution(new SolveTriangular(true), a, b, (row, column) -> column <= row);
        solution(new SolveTriangular(false), a, b, (row, column) -> column >= row);
    }

    private interface Counts {
        boolean at(int row, int column);
    }

    private void solution(Op op, long[] a, long[] b, Counts counts) {
        cases.add(OpCase.of(
                op,
                FLOATS,
                in -> LinalgCases.product(
                        mapped(
                                in.get(0),
                                m -> Matrix.build(m.height(), m.width(), (i, j) -> counts.at(i, j) ? m.at(i, j) : 0)
                                        .inverse()),
                        false,
                        in.get(1),
                        false),
                regular(a),
                Grid.uniform(-2, 2, b)));
    }

    // ---- Other matrices

    private void rectangular(long... shape) {
        Grid x = regular(shape);
        int rows = (int) shape[shape.length - 2];
        int columns = (int) shape[shape.length - 1];
        int k = Math.min(rows, columns);
        cases.add(OpCase.of(new Pinv(null), FLOATS, in -> mapped(in.get(0), DecompositionCases::pinv), x));
        for (boolean complete : new boolean[] {false, true}) {
            OpCase qr = OpCase.of(new Qr(complete), FLOATS, in -> in.get(0), x)
                    .comparing(
                            out -> List.of(
                                    Matrix.each(
                                            out,
                                            List.of(2, 2),
                                            each -> each.get(0).times(each.get(1))),
                                    products(out.get(0)),
                                    Matrix.each(
                                            out.get(1),
                                            m -> Matrix.build(
                                                    m.height(), m.width(), (i, j) -> j < i ? m.at(i, j) : 0))),
                            in -> List.of(
                                    in.get(0),
                                    Matrix.each(in.get(0), m -> Matrix.identity(complete ? rows : k)),
                                    Matrix.each(
                                            in.get(0), m -> Matrix.build(complete ? rows : k, columns, (i, j) -> 0))));
            cases.add(complete && rows > columns ? qr.withoutGradient() : qr);
            OpCase svd = OpCase.of(new Svd(complete, true), FLOATS, in -> in.get(0), x)
                    .comparing(
                            out -> List.of(
                                    Matrix.each(
                                            out,
                                            List.of(2, 1, 2),
                                            usv -> usv.get(0)
                                                    .first(k)
                                                    .scaled(usv.get(1))
                                                    .times(usv.get(2)
                                                            .transposed()
                                                            .first(k)
                                                            .transposed())),
                                    products(out.get(0)),
                                    Matrix.each(out.get(2), m -> m.times(m.transposed())),
                                    disorder(out.get(1), -1)),
                            in -> List.of(
                                    in.get(0),
                                    Matrix.each(in.get(0), m -> Matrix.identity(complete ? rows : k)),
                                    Matrix.each(in.get(0), m -> Matrix.identity(complete ? columns : k)),
                                    flat(in.get(0))));
            cases.add(complete && rows != columns ? svd.withoutGradient() : svd);
        }
        // the squares of singular values have the sums and products that those of eigenvalues have
        cases.add(OpCase.of(new Svd(true, false), FLOATS, in -> in.get(0), x)
                .comparing(
                        out -> List.of(
                                Matrix.each(out, List.of(1), all -> invariants(all.get(0))), disorder(out.get(0), -1)),
                        in -> List.of(Matrix.each(in.get(0), DecompositionCases::invariantsOf), flat(in.get(0)))));
        cases.add(OpCase.of(new LuFactor(), FLOATS, in -> in.get(0), x)
                .comparing(
                        out -> List.of(
                                Matrix.each(out, List.of(2, 1, 1), DecompositionCases::composed),
                                Matrix.each(out, List.of(2, 1, 1), DecompositionCases::wrongPlaces)),
                        in -> List.of(
                                in.get(0),
                                Matrix.each(in.get(0), m -> Matrix.build(1, m.height(), (row, column) -> 0)))));
    }

    private static Matrix pinv(Matrix a) {
        Matrix t = a.transposed();
        return a.height() < a.width()
                ? t.times(a.times(t).inverse())
                : t.times(a).inverse().times(t);
    }

    private static Matrix invariants(Matrix s) {
        double sum = 0;
        double product = 1;
        for (double value : s.rows()[0]) {
            sum += value * value;
            product *= value * value;
        }
        return new Matrix(new double[][] {{sum, product}});
    }

    private static Matrix invariantsOf(Matrix x) {
        Matrix square = x.height() < x.width()
                ? x.times(x.transposed())
                : x.transposed().times(x);
        double sum = IntStream.range(0, square.height())
                .mapToDouble(i -> square.at(i, i))
                .sum();
        return new Matrix(new double[][] {{sum, square.det()}});
    }

    /** L · U with the rows put back. */
    private static Matrix composed(List<Matrix> out) {
        Matrix lu = out.get(0);
        int k = Math.min(lu.height(), lu.width());
        Matrix l = Matrix.build(lu.height(), k, (i, j) -> i == j ? 1 : j < i ? lu.at(i, j) : 0);
        Matrix u = Matrix.build(k, lu.width(), (i, j) -> j >= i ? lu.at(i, j) : 0);
        Matrix product = l.times(u);
        double[][] rows = new double[lu.height()][];
        for (int row = 0; row < rows.length; row++) {
            rows[(int) out.get(2).at(0, row)] = product.rows()[row];
        }
        return new Matrix(rows);
    }

    /** How far the exchanges lead from the permutation, and whether a factor is above 1. */
    private static Matrix wrongPlaces(List<Matrix> out) {
        Matrix lu = out.get(0);
        double[] order = IntStream.range(0, lu.height()).asDoubleStream().toArray();
        for (int i = 0; i < out.get(1).width(); i++) {
            int with = (int) out.get(1).at(0, i);
            double moved = order[i];
            order[i] = order[with];
            order[with] = moved;
        }
        return Matrix.build(1, lu.height(), (row, i) -> {
            double largest = IntStream.range(0, Math.min(i, lu.width()))
                    .mapToDouble(j -> Math.abs(lu.at(i, j)))
                    .max()
                    .orElse(0);
            return order[i] - out.get(2).at(0, i) + (largest > 1 ? 1 : 0);
        });
    }
}
