package io.keras4j.ops;

import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.linalg.*;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** The functions of {@link Ops} on vectors and matrices; their ops are in {@link io.keras4j.ops.linalg}. */
public abstract class LinalgOps extends ScatterOps {
    LinalgOps() {}

    /** The matrix product of the last two axes of a and b, leading ones being broadcast; a or b may be a vector. */
    public static Tensor matmul(Tensor a, Tensor b) {
        if (a.rank() == 1) {
            return squeeze(matmul(expandDims(a, 0), b), b.rank() == 1 ? -1 : -2);
        }
        if (b.rank() == 1) {
            return squeeze(matmul(a, expandDims(b, -1)), -1);
        }
        return matmul(a, b, false, false);
    }

    /** The matrix product, either operand transposed first if asked for. */
    public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        return binary(new MatMul(transposeA, transposeB), a, b);
    }

    /** The sum of products over the last axis of a and the second to last, or only, of b; a product where one is a single number. */
    public static Tensor dot(Tensor a, Tensor b) {
        if (a.rank() == 0 || b.rank() == 0) {
            return multiply(a, b);
        }
        return tensordot(a, b, axes(-1), axes(b.rank() == 1 ? -1 : -2));
    }

    /** The sum of products over the last {@code count} axes of a and the first of b. */
    public static Tensor tensordot(Tensor a, Tensor b, int count) {
        return tensordot(
                a,
                b,
                IntStream.range(a.rank() - count, a.rank()).boxed().toList(),
                IntStream.range(0, count).boxed().toList());
    }

    /** The sum of products over {@code axesA} of a and {@code axesB} of b; the other axes of a come before those of b. */
    public static Tensor tensordot(Tensor a, Tensor b, List<Integer> axesA, List<Integer> axesB) {
        List<Integer> summedA = axesA.stream().map(a.shape()::axis).toList();
        List<Integer> summedB = axesB.stream().map(b.shape()::axis).toList();
        List<Integer> keptA = without(allAxes(a), summedA);
        List<Integer> keptB = without(allAxes(b), summedB);
        Shape result = sizes(a, keptA).concat(sizes(b, keptB));
        long summed = sizes(a, summedA).size();
        Tensor left = reshape(transposed(a, keptA, summedA), -1, summed);
        Tensor right = reshape(transposed(b, summedB, keptB), summed, -1);
        return reshape(matmul(left, right), result);
    }

    static List<Integer> without(List<Integer> all, List<Integer> some) {
        return all.stream().filter(axis -> !some.contains(axis)).toList();
    }

    static Shape sizes(Tensor x, List<Integer> axes) {
        return Shape.of(axes.stream().mapToLong(x.shape()::dim).toArray());
    }

    static Tensor transposed(Tensor x, List<Integer> first, List<Integer> then) {
        return transpose(
                x,
                IntStream.concat(
                                first.stream().mapToInt(Integer::intValue),
                                then.stream().mapToInt(Integer::intValue))
                        .toArray());
    }

    /**
     * Sums of products in Einstein's notation, such as {@code einsum("bij,bjk->bik", a, b)}: axes with the same letter go together, those
     * that the result lacks are summed over. "..." stands for any number of leading axes, which are broadcast; without "->" the result has
     * the letters that occur once, in alphabetical order. No operand may have a letter twice.
     */
    public static Tensor einsum(String equation, Tensor... operands) {
        return new Einsum(equation, List.of(operands)).compute();
    }

    /** The product of each element of a with each of b, in row-major order: a matrix. */
    public static Tensor outer(Tensor a, Tensor b) {
        return multiply(expandDims(ravel(a), 1), ravel(b));
    }

    // ---- Products

    /** The sum of products over the last axes of a and b; a product where one is a single number. */
    public static Tensor inner(Tensor a, Tensor b) {
        return a.rank() == 0 || b.rank() == 0 ? multiply(a, b) : tensordot(a, b, axes(-1), axes(-1));
    }

    /** The sum of the products of all elements of a and b, in row-major order. */
    public static Tensor vdot(Tensor a, Tensor b) {
        return dot(ravel(a), ravel(b));
    }

    /** The Kronecker product: each element of a times all of b, of shape (a₀·b₀, a₁·b₁, ...); missing axes are added in front. */
    public static Tensor kron(Tensor a, Tensor b) {
        int rank = Math.max(a.rank(), b.rank());
        Shape left = Shape.scalar();
        Shape right = Shape.scalar();
        Shape result = Shape.scalar();
        for (int axis = -rank; axis < 0; axis++) {
            long ofA = -axis > a.rank() ? 1 : a.shape().dim(axis);
            long ofB = -axis > b.rank() ? 1 : b.shape().dim(axis);
            left = left.append(ofA).append(1);
            right = right.append(1).append(ofB);
            result = result.append(ofA == Shape.UNKNOWN || ofB == Shape.UNKNOWN ? Shape.UNKNOWN : ofA * ofB);
        }
        return reshape(multiply(reshape(a, left), reshape(b, right)), result);
    }

    /** {@link #cross(Tensor, Tensor, int, int, int)} of vectors along the last axes. */
    public static Tensor cross(Tensor a, Tensor b) {
        return cross(a, b, -1);
    }

    /** {@link #cross(Tensor, Tensor, int, int, int)} of vectors along {@code axis}, which those of the result are along, too. */
    public static Tensor cross(Tensor a, Tensor b, int axis) {
        return cross(a, b, axis, axis, axis);
    }

    /**
     * The cross products of vectors along {@code axisA} of a and {@code axisB} of b, along {@code axisC} of the result; the other axes are
     * broadcast. Vectors have 2 or 3 elements; the third of those with 2 is 0. Of vectors that all have 2, the result is the third element
     * alone, without an axis.
     */
    public static Tensor cross(Tensor a, Tensor b, int axisA, int axisB, int axisC) {
        List<Tensor> left = unstack(vectors("a", a, axisA), -1);
        List<Tensor> right = unstack(vectors("b", b, axisB), -1);
        Tensor third = difference(left, 0, 1, right);
        if (left.size() == 2 && right.size() == 2) {
            return third;
        }
        Tensor first = difference(left, 1, 2, right);
        Tensor second = difference(left, 2, 0, right);
        return stack(List.of(first, second, third), axisC);
    }

    /** aᵢ · bⱼ - aⱼ · bᵢ, where a third element that is not there is 0. */
    private static Tensor difference(List<Tensor> a, int i, int j, List<Tensor> b) {
        Tensor plus = a.size() > i && b.size() > j ? multiply(a.get(i), b.get(j)) : null;
        Tensor minus = a.size() > j && b.size() > i ? multiply(a.get(j), b.get(i)) : null;
        return plus == null ? negative(minus) : minus == null ? plus : subtract(plus, minus);
    }

    private static Tensor vectors(String name, Tensor x, int axis) {
        long size = x.shape().dim(axis);
        if (size != 2 && size != 3) {
            throw new IllegalArgumentException(
                    "cross: expected 2 or 3 elements along axis " + axis + " of " + name + ", got shape " + x.shape());
        }
        return moveaxis(x, axis, -1);
    }

    /** The Euclidean distances (..., m, n) of vectors x (..., m, d) from vectors y (..., n, d); leading axes are broadcast. */
    public static Tensor cdist(Tensor x, Tensor y) {
        if (x.rank() < 2 || y.rank() < 2) {
            throw new IllegalArgumentException(
                    "cdist: expected inputs with at least 2 axes, got shapes " + x.shape() + " and " + y.shape());
        }
        if (!x.shape().slice(x.rank() - 1, x.rank()).matches(y.shape().slice(y.rank() - 1, y.rank()))) {
            throw new IllegalArgumentException(
                    "cdist: expected last axes of the same size, got shapes " + x.shape() + " and " + y.shape());
        }
        Tensor difference = subtract(expandDims(floating(x), -2), expandDims(floating(y), -3));
        return sqrt(sum(square(difference), -1));
    }

    // ---- Diagonals

    /** {@link #diag(Tensor, int)} on the main diagonal. */
    public static Tensor diag(Tensor x) {
        return diag(x, 0);
    }

    /** The diagonal of a matrix that is {@code k} above the main one; of a vector, the matrix of zeros that has it there. */
    public static Tensor diag(Tensor x, int k) {
        if (x.rank() != 1 && x.rank() != 2) {
            throw new IllegalArgumentException("diag: expected a vector or a matrix, got shape " + x.shape());
        }
        return x.rank() == 2 ? diagonal(x, k, 0, 1) : diagflat(x, k);
    }

    /** {@link #diagflat(Tensor, int)} on the main diagonal. */
    public static Tensor diagflat(Tensor x) {
        return diagflat(x, 0);
    }

    /** A matrix of zeros, but all elements of x, in row-major order, on the diagonal that is {@code k} above the main one. */
    public static Tensor diagflat(Tensor x, int k) {
        Tensor flat = ravel(x);
        long size = known("diagflat", flat, 0);
        Tensor padded = pad(flat, List.of((long) Math.max(0, k)), List.of((long) Math.max(0, -k)), 0);
        int all = Math.toIntExact(size + Math.abs(k));
        return where(eye(all, all, k, DType.BOOL), padded, 0);
    }

    /** The main diagonals of the first two axes. */
    public static Tensor diagonal(Tensor x) {
        return diagonal(x, 0, 0, 1);
    }

    /**
     * The diagonals of the matrices that {@code axis1} and {@code axis2} hold, {@code offset} above the main ones; they are along the last axis
     * of the result, after the other axes of x.
     */
    public static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
        if (x.rank() < 2) {
            throw new IllegalArgumentException(
                    "diagonal: expected an input with at least 2 axes, got shape " + x.shape());
        }
        List<Integer> pair = List.of(x.shape().axis(axis1), x.shape().axis(axis2));
        if (pair.get(0).equals(pair.get(1))) {
            throw new IllegalArgumentException(
                    "diagonal: expected two different axes, got axis1=" + axis1 + " and axis2=" + axis2);
        }
        long rows = known("diagonal", x, axis1);
        long columns = known("diagonal", x, axis2);
        List<Integer> others = without(allAxes(x), pair);
        Tensor flat = reshape(transposed(x, others, pair), sizes(x, others).append(rows * columns));
        long count = Math.max(0, Math.min(rows + Math.min(0, offset), columns - Math.max(0, offset)));
        long first = Math.max(0, offset) + Math.max(0, -offset) * columns;
        return take(flat, add(multiply(arange(count), columns + 1), first), -1);
    }

    private static long known(String function, Tensor x, int axis) {
        long size = x.shape().dim(axis);
        if (size == Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    function + ": the size of axis " + axis + " must be known, got shape " + x.shape());
        }
        return size;
    }

    /** The sum of the main diagonal of the first two axes. */
    public static Tensor trace(Tensor x) {
        return trace(x, 0, 0, 1);
    }

    /** The sum of each {@link #diagonal(Tensor, int, int, int)}. */
    public static Tensor trace(Tensor x, int offset, int axis1, int axis2) {
        return sum(diagonal(x, offset, axis1, axis2), -1);
    }

    /** {@link #vander(Tensor, int, boolean)} with as many columns as rows. */
    public static Tensor vander(Tensor x) {
        return vander(x, Math.toIntExact(known("vander", x, 0)), false);
    }

    /**
     * The Vandermonde matrix of a vector: its powers from {@code columns} - 1 down to 0, one in each column; from 0 on if {@code increasing}.
     */
    public static Tensor vander(Tensor x, int columns, boolean increasing) {
        if (x.rank() != 1 || columns < 0) {
            throw new IllegalArgumentException(
                    "vander: expected a vector and no negative N, got shape " + x.shape() + " and N=" + columns);
        }
        List<Tensor> powers = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            powers.add(i == 0 ? onesLike(x) : multiply(powers.get(i - 1), x));
        }
        if (!increasing) {
            Collections.reverse(powers);
        }
        return columns == 0 ? zeros(x.shape().append(0), x.dtype()) : stack(powers, 1);
    }

    /** The correlations of the rows of x (variables, observations): a matrix with ones on its diagonal. */
    public static Tensor corrcoef(Tensor x) {
        if (x.rank() != 1 && x.rank() != 2) {
            throw new IllegalArgumentException("corrcoef: expected a vector or a matrix, got shape " + x.shape());
        }
        Tensor rows = floating(x.rank() == 1 ? expandDims(x, 0) : x);
        Tensor deviations = subtract(rows, mean(rows, axes(1), true));
        Tensor scaled = divide(deviations, sqrt(sum(square(deviations), axes(1), true)));
        Tensor correlations = clip(matmul(scaled, scaled, false, true), -1, 1);
        return x.rank() == 1 ? reshape(correlations, Shape.scalar()) : correlations;
    }

    // ---- Norms

    /** The Euclidean norm of all elements. */
    public static Tensor norm(Tensor x) {
        return norm(x, allAxes(x), false);
    }

    /**
     * A norm along {@code axes}, or along all for null. Along one axis it is that of vectors: (Σ |x|ᵒʳᵈ)^(1/ord), the largest |x| for ∞, the
     * smallest for -∞, the number of elements that are not 0 for 0. Along two it is that of matrices with these rows and columns: the largest sum
     * of |x| over rows for 1 and over columns for ∞, the largest singular value for 2; the smallest ones for -1, -∞ and -2.
     */
    public static Tensor norm(Tensor x, double ord, List<Integer> axes, boolean keepDims) {
        Tensor at = floating(x);
        List<Integer> along = normAxes(at, axes);
        if (along.size() == 1) {
            return vectorNorm(at, ord, along, keepDims);
        }
        if (ord == 2 || ord == -2) {
            Tensor s = singularValues(at, along);
            return kept(ord > 0 ? max(s, -1) : min(s, -1), at, along, keepDims);
        }
        if (Math.abs(ord) == 1 || Double.isInfinite(ord)) {
            boolean overRows = Math.abs(ord) == 1;
            Tensor sums = sum(abs(at), axes(along.get(overRows ? 0 : 1)), true);
            Tensor extreme = ord > 0 ? max(sums, along, true) : min(sums, along, true);
            return keepDims ? extreme : squeeze(extreme, along);
        }
        throw new IllegalArgumentException(
                "norm: expected ord 1, -1, 2, -2, ∞, -∞, \"fro\" or \"nuc\" for matrices, got " + ord);
    }

    private static Tensor vectorNorm(Tensor x, double ord, List<Integer> axis, boolean keepDims) {
        if (Double.isInfinite(ord)) {
            return ord > 0 ? max(abs(x), axis, keepDims) : min(abs(x), axis, keepDims);
        }
        if (ord == 0) {
            return sum(cast(notEqual(x, 0), x.dtype()), axis, keepDims);
        }
        if (ord == 1) {
            return sum(abs(x), axis, keepDims);
        }
        return ord == 2 ? norm(x, axis, keepDims) : power(sum(power(abs(x), ord), axis, keepDims), 1 / ord);
    }

    /** The norm "fro" (Frobenius), √Σ x², or "nuc" (nuclear), the sum of the singular values, along two axes, or along all for null. */
    public static Tensor norm(Tensor x, String ord, List<Integer> axes, boolean keepDims) {
        if (!ord.equals("fro") && !ord.equals("nuc")) {
            throw new IllegalArgumentException(
                    "norm: expected ord \"fro\" or \"nuc\" or a number, got \"" + ord + "\"");
        }
        Tensor at = floating(x);
        List<Integer> along = normAxes(at, axes);
        if (along.size() == 1) {
            throw new IllegalArgumentException(
                    "norm: ord \"" + ord + "\" is for matrices, got the one axis " + along.get(0));
        }
        return ord.equals("fro")
                ? norm(at, along, keepDims)
                : kept(sum(singularValues(at, along), -1), at, along, keepDims);
    }

    private static List<Integer> normAxes(Tensor x, List<Integer> axes) {
        List<Integer> along = axesOrAll(x, axes).stream().map(x.shape()::axis).toList();
        if (along.size() != 1 && along.size() != 2) {
            throw new IllegalArgumentException(
                    "norm: expected one axis for vectors or two for matrices, got " + along + " of shape " + x.shape());
        }
        return along;
    }

    private static Tensor singularValues(Tensor x, List<Integer> along) {
        return svd(transposed(x, without(allAxes(x), along), along), false, false)
                .get(0);
    }

    /** {@code reduced} with the axes that x was reduced along, if they are to be kept. */
    private static Tensor kept(Tensor reduced, Tensor x, List<Integer> along, boolean keepDims) {
        Shape shape = x.shape();
        for (int axis : along) {
            shape = shape.with(axis, 1);
        }
        return keepDims ? reshape(reduced, shape) : reduced;
    }

    // ---- Decompositions

    /**
     * The lower triangular L with L · Lᵀ = x of symmetric, positive definite matrices x (..., M, M).
     *
     * @throws IllegalArgumentException when a matrix is not positive definite
     */
    public static Tensor cholesky(Tensor x) {
        return cholesky(x, false);
    }

    /** {@link #cholesky(Tensor)}; with {@code upper} the upper triangular Lᵀ. */
    public static Tensor cholesky(Tensor x, boolean upper) {
        Tensor l = new Cholesky().apply(floating(x));
        return upper ? swapaxes(l, -1, -2) : l;
    }

    /** {@link #choleskyInverse(Tensor, boolean)} of lower triangular factors. */
    public static Tensor choleskyInverse(Tensor x) {
        return choleskyInverse(x, false);
    }

    /** The inverses of the matrices whose factors x (..., M, M) are: (x · xᵀ)⁻¹ of lower ones, (xᵀ · x)⁻¹ of {@code upper} ones. */
    public static Tensor choleskyInverse(Tensor x, boolean upper) {
        Tensor factor = floating(x);
        int size = Math.toIntExact(known("cholesky_inverse", factor, -1));
        Tensor inverse = new SolveTriangular(!upper).apply(factor, eye(size, size, 0, factor.dtype()));
        return matmul(inverse, inverse, !upper, upper);
    }

    /** The determinants of matrices x (..., M, M). */
    public static Tensor det(Tensor x) {
        return new Det().apply(floating(x));
    }

    /** The signs of the determinants of matrices x (..., M, M), and the logarithms of their absolute values. */
    public static List<Tensor> slogdet(Tensor x) {
        return new Slogdet().applyAll(List.of(floating(x)));
    }

    /** The logarithms of the determinants of symmetric, positive definite matrices x (..., M, M). */
    public static Tensor logdet(Tensor x) {
        return slogdet(x).get(1);
    }

    /**
     * The eigenvalues (..., M), in no order, and the eigenvectors, as columns (..., M, M), of matrices x (..., M, M) whose eigenvalues are
     * real. Keras gives complex numbers, which are not here.
     *
     * @throws IllegalArgumentException when a matrix has complex eigenvalues
     */
    public static List<Tensor> eig(Tensor x) {
        return new Eig().applyAll(List.of(floating(x)));
    }

    /** The eigenvalues (..., M), ascending, and the eigenvectors, as columns (..., M, M), of symmetric matrices x (..., M, M). */
    public static List<Tensor> eigh(Tensor x) {
        return new Eigh().applyAll(List.of(floating(x)));
    }

    /**
     * The inverses of matrices x (..., M, M).
     *
     * @throws IllegalArgumentException when a matrix is singular
     */
    public static Tensor inv(Tensor x) {
        return new Inv().apply(floating(x));
    }

    /** {@link #pinv(Tensor, Double)} with the usual limit. */
    public static Tensor pinv(Tensor x) {
        return pinv(x, null);
    }

    /**
     * The Moore-Penrose inverses (..., N, M) of matrices x (..., M, N).
     *
     * @param rcond singular values up to this times the largest count as 0; null for 10 · max(M, N) · ε of the dtype
     */
    public static Tensor pinv(Tensor x, Double rcond) {
        return new Pinv(rcond).apply(floating(x));
    }

    /** {@link #lstsq(Tensor, Tensor, Double)} with the usual limit. */
    public static Tensor lstsq(Tensor a, Tensor b) {
        return lstsq(a, b, null);
    }

    /**
     * The x (N) or (N, K) that makes the norm of a · x - b smallest, for a (M, N) and b (M) or (M, K); of several the smallest.
     *
     * @param rcond singular values of a up to this times the largest count as 0; null for max(M, N) · ε of the dtype
     */
    public static Tensor lstsq(Tensor a, Tensor b, Double rcond) {
        boolean fits = a.rank() == 2
                && (b.rank() == 1 || b.rank() == 2)
                && a.shape().dim(0) == b.shape().dim(0);
        if (!fits) {
            throw new IllegalArgumentException(
                    "lstsq: expected a (M, N) and b (M) or (M, K), got shapes " + a.shape() + " and " + b.shape());
        }
        DType dtype = DType.result(floating(a).dtype(), floating(b).dtype());
        double cut = rcond == null ? epsilon(dtype) * largerSide("lstsq", a) : rcond < 0 ? epsilon(dtype) : rcond;
        return matmul(pinv(cast(a, dtype), cut), b);
    }

    private static double epsilon(DType dtype) {
        return dtype == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1f);
    }

    private static long largerSide(String function, Tensor x) {
        return Math.max(known(function, x, -1), known(function, x, -2));
    }

    /** {@link #matrixRank(Tensor, Double)} with the usual limit. */
    public static Tensor matrixRank(Tensor x) {
        return matrixRank(x, null);
    }

    /**
     * The ranks of matrices x (..., M, N), as int32.
     *
     * @param tol singular values up to this count as 0; null for max(M, N) · ε of the dtype times the largest
     */
    public static Tensor matrixRank(Tensor x, Double tol) {
        Tensor s = svd(x, false, false).get(0);
        Tensor limit = tol == null
                ? multiply(max(s, axes(-1), true), epsilon(s.dtype()) * largerSide("matrix_rank", x))
                : scalar(tol, s.dtype());
        return sum(cast(greater(s, limit), DType.INT32), -1);
    }

    /**
     * The factors of matrices x (..., M, N) with rows exchanged: a lower triangular one with ones on its diagonal, which are not kept, and an upper
     * triangular one, both in one matrix; and for each row the one that it was exchanged with, in turn, as int32.
     */
    public static List<Tensor> luFactor(Tensor x) {
        return new LuFactor().applyAll(List.of(floating(x))).subList(0, 2);
    }

    /** {@link #qr(Tensor, String)} with mode "reduced". */
    public static List<Tensor> qr(Tensor x) {
        return qr(x, "reduced");
    }

    /**
     * Orthogonal Q (..., M, K) and upper triangular R (..., K, N) with Q · R = x, for matrices x (..., M, N).
     *
     * @param mode "reduced", where K = min(M, N), or "complete", where K = M
     */
    public static List<Tensor> qr(Tensor x, String mode) {
        if (!mode.equals("reduced") && !mode.equals("complete")) {
            throw new IllegalArgumentException("qr: expected mode \"reduced\" or \"complete\", got \"" + mode + "\"");
        }
        return new Qr(mode.equals("complete")).applyAll(List.of(floating(x)));
    }

    /** {@link #svd(Tensor, boolean, boolean)} with full matrices. */
    public static List<Tensor> svd(Tensor x) {
        return svd(x, true, true);
    }

    /**
     * The singular value decomposition of matrices x (..., M, N): U (..., M, M), s (..., min(M, N)), descending, and Vᵀ (..., N, N); not
     * {@code fullMatrices}, only the min(M, N) columns of U and rows of Vᵀ that count; without {@code computeUv}, only s.
     */
    public static List<Tensor> svd(Tensor x, boolean fullMatrices, boolean computeUv) {
        return new Svd(fullMatrices, computeUv).applyAll(List.of(floating(x)));
    }

    // ---- Equations

    /**
     * x in a · x = b for a (..., M, M) and b (..., M), with one axis less than a, or (..., M, N).
     *
     * @throws IllegalArgumentException when a matrix is singular
     */
    public static Tensor solve(Tensor a, Tensor b) {
        return solve(new Solve(), a, b);
    }

    /** {@link #solveTriangular(Tensor, Tensor, boolean)} with upper triangular matrices. */
    public static Tensor solveTriangular(Tensor a, Tensor b) {
        return solveTriangular(a, b, false);
    }

    /**
     * {@link #solve} for triangular matrices a, of which the other triangle is not looked at.
     *
     * @param lower whether a is lower triangular rather than upper
     */
    public static Tensor solveTriangular(Tensor a, Tensor b, boolean lower) {
        return solve(new SolveTriangular(lower), a, b);
    }

    private static Tensor solve(Op op, Tensor a, Tensor b) {
        boolean vectors = b.rank() == a.rank() - 1;
        Tensor x = binary(op, floating(a), floating(vectors ? expandDims(b, -1) : b));
        return vectors ? squeeze(x, -1) : x;
    }
}
