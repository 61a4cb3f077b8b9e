package io.keras4j.backend.nd4j;

import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeev;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgeqrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesdd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgesv;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dgetrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dorgqr;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dsyevd;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dtrtrs;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;

import io.keras4j.ops.Op;
import io.keras4j.ops.linalg.*;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decompositions of matrices by LAPACK, one after another, on the heap and in double precision. ND4J has some of them, which are wrong for
 * several matrices at once or for some orders of elements.
 */
final class LinalgKernels {
    /** What is computed from one matrix of each input: one of each output, all row-major. */
    private interface Routine {
        double[][] of(double[][] matrices);
    }

    private LinalgKernels() {}

    static void addTo(Binders binders) {
        binders.add(Cholesky.class, (op, in, out) -> each(op, in, out, a -> outputs(cholesky(op, a[0]))));
        binders.add(Det.class, (op, in, out) -> each(op, in, out, a -> outputs(new double[] {det(a[0])})));
        binders.add(Cofactor.class, (op, in, out) -> each(op, in, out, a -> outputs(cofactor(a[0]))));
        binders.add(Slogdet.class, (op, in, out) -> each(op, in, out, a -> slogdet(a[0])));
        binders.add(Inv.class, (op, in, out) -> each(op, in, out, a -> outputs(inverse(op, a[0]))));
        binders.add(Solve.class, LinalgKernels::solve);
        binders.add(SolveTriangular.class, LinalgKernels::solveTriangular);
        binders.add(Eigh.class, (op, in, out) -> each(op, in, out, a -> eigh(a[0])));
        binders.add(Eig.class, (op, in, out) -> each(op, in, out, a -> eig(a[0])));
        binders.add(LuFactor.class, (op, in, out) -> {
            int rows = (int) in.get(0).size(-2);
            int columns = (int) in.get(0).size(-1);
            return each(op, in, out, a -> factors(a[0], rows, columns));
        });
        binders.add(Qr.class, (op, in, out) -> {
            int rows = (int) in.get(0).size(-2);
            int columns = (int) in.get(0).size(-1);
            int k = (int) out.get(0).size(-1);
            return each(op, in, out, a -> qr(a[0], rows, columns, k));
        });
        binders.add(Svd.class, (op, in, out) -> {
            int rows = (int) in.get(0).size(-2);
            int columns = (int) in.get(0).size(-1);
            byte job = (byte) (op.computeUv() ? op.fullMatrices() ? 'A' : 'S' : 'N');
            return each(op, in, out, a -> {
                double[][] usv = svd(a[0], rows, columns, job);
                return op.computeUv() ? usv : outputs(usv[1]);
            });
        });
        binders.add(Pinv.class, (op, in, out) -> {
            int rows = (int) in.get(0).size(-2);
            int columns = (int) in.get(0).size(-1);
            double epsilon = in.get(0).dataType() == DataType.DOUBLE ? Math.ulp(1.0) : Math.ulp(1f);
            double cut = op.rcond() == null ? 10 * Math.max(rows, columns) * epsilon : op.rcond();
            return each(op, in, out, a -> outputs(pinv(a[0], rows, columns, cut)));
        });
    }

    private static double[][] outputs(double[]... all) {
        return all;
    }

    /** Runs the routine for each of the matrices in the last two axes of the inputs, whose leading axes are the same. */
    private static Runnable each(Op op, List<INDArray> in, List<INDArray> out, Routine routine) {
        long[] shape = in.get(0).shape();
        int count = (int) Arrays.stream(shape, 0, shape.length - 2).reduce(1, (a, b) -> a * b);
        return () -> {
            List<double[]> inputs = in.stream().map(HostNumbers::doubles).toList();
            List<double[]> outputs = new ArrayList<>();
            out.forEach(array -> outputs.add(new double[(int) array.length()]));
            for (int matrix = 0; matrix < count; matrix++) {
                double[][] results = routine.of(part(inputs, matrix, count));
                for (int i = 0; i < results.length; i++) {
                    System.arraycopy(results[i], 0, outputs.get(i), matrix * results[i].length, results[i].length);
                }
            }
            for (int i = 0; i < out.size(); i++) {
                HostNumbers.put(outputs.get(i), out.get(i));
            }
        };
    }

    private static double[][] part(List<double[]> all, int matrix, int count) {
        return all.stream()
                .map(each -> {
                    int size = each.length / count;
                    return Arrays.copyOfRange(each, matrix * size, (matrix + 1) * size);
                })
                .toArray(double[][]::new);
    }

    private static int size(double[] square) {
        return (int) Math.round(Math.sqrt(square.length));
    }

    private static double[] identity(int size) {
        double[] identity = new double[size * size];
        for (int i = 0; i < size; i++) {
            identity[i * size + i] = 1;
        }
        return identity;
    }

    private static double[] symmetric(double[] a) {
        int n = size(a);
        double[] symmetric = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            symmetric[i] = (a[i] + a[i % n * n + i / n]) / 2;
        }
        return symmetric;
    }

    private static double[] cholesky(Op op, double[] a) {
        int n = size(a);
        double[] l = symmetric(a);
        if (LAPACKE_dpotrf(LAPACK_ROW_MAJOR, (byte) 'L', n, l, n) != 0) {
            throw new IllegalArgumentException(op.name() + ": a matrix is not positive definite");
        }
        for (int row = 0; row < n; row++) {
            Arrays.fill(l, row * n + row + 1, row * n + n, 0);
        }
        return l;
    }

    private static double[] inverse(Op op, double[] a) {
        return solution(op, a, identity(size(a)));
    }

    private static double[] solution(Op op, double[] a, double[] b) {
        int n = size(a);
        int columns = b.length / n;
        if (LAPACKE_dgesv(LAPACK_ROW_MAJOR, n, columns, a, n, new int[n], b, columns) != 0) {
            throw new IllegalArgumentException(op.name() + ": a matrix is singular");
        }
        return b;
    }

    private static Runnable solve(Solve op, List<INDArray> in, List<INDArray> out) {
        return broadcast(op, in, out, a -> outputs(solution(op, a[0], a[1])));
    }

    private static Runnable solveTriangular(SolveTriangular op, List<INDArray> in, List<INDArray> out) {
        byte triangle = (byte) (op.lower() ? 'L' : 'U');
        return broadcast(op, in, out, a -> {
            int n = size(a[0]);
            int columns = a[1].length / n;
            int info = LAPACKE_dtrtrs(
                    LAPACK_ROW_MAJOR, triangle, (byte) 'N', (byte) 'N', n, columns, a[0], n, a[1], columns);
            if (info != 0) {
                throw new IllegalArgumentException(op.name() + ": a matrix has a zero on its diagonal");
            }
            return outputs(a[1]);
        });
    }

    /** {@link #each} with the leading axes of the inputs broadcast. */
    private static Runnable broadcast(Op op, List<INDArray> in, List<INDArray> out, Routine routine) {
        Expansion expansion = new Expansion();
        List<INDArray> expanded = in.stream()
                .map(array -> {
                    long[] shape = out.get(0).shape().clone();
                    shape[shape.length - 2] = array.size(-2);
                    shape[shape.length - 1] = array.size(-1);
                    return expansion.of(array, shape);
                })
                .toList();
        return Steps.sequence(expansion.step(), each(op, expanded, out, routine));
    }

    /** The factors, the exchanges of rows counted from 0, and the row of {@code a} in each place. */
    private static double[][] factors(double[] a, int rows, int columns) {
        int[] pivots = new int[Math.min(rows, columns)];
        if (a.length > 0) {
            LAPACKE_dgetrf(
                    LAPACK_ROW_MAJOR, rows, columns, a, columns, pivots); // a zero pivot is a result as any other
        }
        double[] exchanges = new double[pivots.length];
        double[] permutation = IntStream.range(0, rows).asDoubleStream().toArray();
        for (int i = 0; i < pivots.length; i++) {
            exchanges[i] = pivots[i] - 1;
            double moved = permutation[i];
            permutation[i] = permutation[pivots[i] - 1];
            permutation[pivots[i] - 1] = moved;
        }
        return outputs(a, exchanges, permutation);
    }

    private static double det(double[] a) {
        double[] log = slogdetAndProduct(a);
        return log[2];
    }

    private static double[][] slogdet(double[] a) {
        double[] log = slogdetAndProduct(a);
        return outputs(new double[] {log[0]}, new double[] {log[1]});
    }

    /** The sign of the determinant, the logarithm of its absolute value, and itself. */
    private static double[] slogdetAndProduct(double[] a) {
        int n = size(a);
        double[][] factors = factors(a.clone(), n, n);
        double sign = 1;
        double log = 0;
        double product = 1;
        for (int i = 0; i < n; i++) {
            double pivot = factors[0][i * n + i];
            double turn = factors[1][i] == i ? 1 : -1;
            sign *= turn * Math.signum(pivot);
            log += Math.log(Math.abs(pivot));
            product *= turn * pivot;
        }
        return new double[] {sign, log, product};
    }

    /** det(U) · det(Vᵀ) · U · diag(the products of all singular values but one) · Vᵀ. */
    private static double[] cofactor(double[] a) {
        int n = size(a);
        double[][] usv = svd(a, n, n, (byte) 'A');
        double sign = det(usv[0]) * det(usv[2]);
        double[] others = new double[n];
        for (int i = 0; i < n; i++) {
            others[i] = sign;
            for (int j = 0; j < n; j++) {
                others[i] *= i == j ? 1 : usv[1][j];
            }
        }
        return product(usv[0], others, usv[2], n, n);
    }

    /** left · diag(scales) · right, for as many columns and rows of these as there are scales. */
    private static double[] product(double[] left, double[] scales, double[] right, int rows, int columns) {
        int k = scales.length;
        double[] product = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < k; i++) {
                double factor = left[row * k + i] * scales[i];
                for (int column = 0; column < columns; column++) {
                    product[row * columns + column] += factor * right[i * columns + column];
                }
            }
        }
        return product;
    }

    private static double[][] svd(double[] a, int rows, int columns, byte job) {
        int k = Math.min(rows, columns);
        int left = job == 'A' ? rows : k;
        int right = job == 'A' ? columns : k;
        if (k == 0) {
            return outputs(identity(left), new double[0], identity(right));
        }
        double[] u = new double[job == 'N' ? 1 : rows * left];
        double[] s = new double[k];
        double[] vt = new double[job == 'N' ? 1 : right * columns];
        if (LAPACKE_dgesdd(LAPACK_ROW_MAJOR, job, rows, columns, a, columns, s, u, left, vt, columns) > 0) {
            throw notConverged("svd");
        }
        return outputs(u, s, vt);
    }

    private static ArithmeticException notConverged(String name) {
        return new ArithmeticException(name + ": the computation did not converge");
    }

    /** Vᵀᵀ · diag(1 / s) · Uᵀ for the singular values above {@code cut} times the largest. */
    private static double[] pinv(double[] a, int rows, int columns, double cut) {
        double[][] usv = svd(a, rows, columns, (byte) 'S');
        int k = usv[1].length;
        double[] inverses = new double[k];
        for (int i = 0; i < k; i++) {
            inverses[i] = usv[1][i] > cut * usv[1][0] ? 1 / usv[1][i] : 0;
        }
        return product(transposed(usv[2], k, columns), inverses, transposed(usv[0], rows, k), columns, rows);
    }

    private static double[] transposed(double[] a, int rows, int columns) {
        double[] transposed = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            transposed[i % columns * rows + i / columns] = a[i];
        }
        return transposed;
    }

    private static double[][] eigh(double[] a) {
        int n = size(a);
        double[] vectors = symmetric(a);
        double[] values = new double[n];
        if (LAPACKE_dsyevd(LAPACK_ROW_MAJOR, (byte) 'V', (byte) 'L', n, vectors, n, values) > 0) {
            throw notConverged("eigh");
        }
        return outputs(values, vectors);
    }

    private static double[][] eig(double[] a) {
        int n = size(a);
        double[] values = new double[n];
        double[] imaginary = new double[n];
        double[] vectors = new double[n * n];
        int info = LAPACKE_dgeev(
                LAPACK_ROW_MAJOR, (byte) 'N', (byte) 'V', n, a, n, values, imaginary, new double[n], n, vectors, n);
        if (info > 0) {
            throw notConverged("eig");
        }
        for (double part : imaginary) {
            if (part != 0) {
                throw new IllegalArgumentException(
                        "eig: a matrix has complex eigenvalues, and there are no complex numbers here");
            }
        }
        return outputs(values, vectors);
    }

    /** Q with {@code k} columns and R with as many rows. */
    private static double[][] qr(double[] a, int rows, int columns, int k) {
        int reflections = Math.min(rows, columns);
        if (reflections == 0) {
            return outputs(identity(k), new double[k * columns]);
        }
        double[] scales = new double[reflections];
        LAPACKE_dgeqrf(LAPACK_ROW_MAJOR, rows, columns, a, columns, scales);
        double[] r = new double[k * columns];
        double[] q = new double[rows * k];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double[] target = column >= row ? r : q;
                if (column >= row || column < k) {
                    target[row * (target == r ? columns : k) + column] = a[row * columns + column];
                }
            }
        }
        LAPACKE_dorgqr(LAPACK_ROW_MAJOR, rows, k, reflections, q, k, scales);
        return outputs(q, r);
    }
}
