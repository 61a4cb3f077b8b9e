package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** How the functions that {@code ops_linalg.py} calls are called here. */
final class LinalgCalls extends Calls {
    static Map<String, Call> all() {
        LinalgCalls all = new LinalgCalls();
        all.linearAlgebra();
        return all.calls;
    }

    private static Tensor norm(Tensor x, Arguments a) {
        List<Integer> axes = a.has("axis") ? a.integers("axis") : null;
        boolean keepDims = a.flag("keepdims", false);
        if (!a.has("ord")) {
            return axes == null ? Ops.norm(x) : Ops.norm(x, axes, keepDims);
        }
        String ord = a.text("ord").replace("inf", "Infinity");
        return List.of("fro", "nuc").contains(ord)
                ? Ops.norm(x, ord, axes, keepDims)
                : Ops.norm(x, Double.parseDouble(ord), axes, keepDims);
    }

    private static List<Tensor> absolute(List<Tensor> results) {
        return results.stream().map(Ops::abs).toList();
    }

    private void linearAlgebra() {
        one("norm", LinalgCalls::norm);
        binary("inner", Ops::inner);
        binary("vdot", Ops::vdot);
        binary("kron", Ops::kron);
        binary("cdist", Ops::cdist);
        calls.put(
                "cross",
                (in, a) -> List.of(
                        a.has("axisa")
                                ? Ops.cross(
                                        in.get(0),
                                        in.get(1),
                                        a.integer("axisa", 0),
                                        a.integer("axisb", 0),
                                        a.integer("axisc", 0))
                                : a.has("axis")
                                        ? Ops.cross(in.get(0), in.get(1), a.integer("axis", 0))
                                        : Ops.cross(in.get(0), in.get(1))));
        one("diag", (x, a) -> a.has("k") ? Ops.diag(x, a.integer("k", 0)) : Ops.diag(x));
        one("diagflat", (x, a) -> a.has("k") ? Ops.diagflat(x, a.integer("k", 0)) : Ops.diagflat(x));
        one(
                "diagonal",
                (x, a) -> a.has("offset")
                        ? Ops.diagonal(x, a.integer("offset", 0), a.integer("axis1", 0), a.integer("axis2", 1))
                        : Ops.diagonal(x));
        one(
                "trace",
                (x, a) -> a.has("offset")
                        ? Ops.trace(x, a.integer("offset", 0), a.integer("axis1", 0), a.integer("axis2", 1))
                        : Ops.trace(x));
        one(
                "vander",
                (x, a) -> a.has("N") ? Ops.vander(x, a.integer("N", 0), a.flag("increasing", false)) : Ops.vander(x));
        unary("corrcoef", Ops::corrcoef);
        one("cholesky", (x, a) -> a.has("upper") ? Ops.cholesky(x, true) : Ops.cholesky(x));
        one("cholesky_inverse", (x, a) -> a.has("upper") ? Ops.choleskyInverse(x, true) : Ops.choleskyInverse(x));
        unary("det", Ops::det);
        unary("inv", Ops::inv);
        unary("logdet", Ops::logdet);
        calls.put("slogdet", (in, a) -> Ops.slogdet(in.get(0)));
        calls.put("eigh", (in, a) -> absolute(Ops.eigh(in.get(0))));
        calls.put("eig", (in, a) -> absolute(Ops.eig(in.get(0))));
        calls.put("lu_factor", (in, a) -> Ops.luFactor(in.get(0)));
        calls.put("qr", (in, a) -> a.has("mode") ? Ops.qr(in.get(0), a.text("mode")) : Ops.qr(in.get(0)));
        calls.put(
                "svd",
                (in, a) -> absolute(
                        a.has("full_matrices")
                                ? Ops.svd(in.get(0), a.flag("full_matrices", true), a.flag("compute_uv", true))
                                : Ops.svd(in.get(0))));
        one("pinv", (x, a) -> a.has("rcond") ? Ops.pinv(x, a.number("rcond", 0)) : Ops.pinv(x));
        one("matrix_rank", (x, a) -> a.has("tol") ? Ops.matrixRank(x, a.number("tol", 0)) : Ops.matrixRank(x));
        calls.put(
                "lstsq",
                (in, a) -> List.of(
                        a.has("rcond")
                                ? Ops.lstsq(in.get(0), in.get(1), a.number("rcond", 0))
                                : Ops.lstsq(in.get(0), in.get(1))));
        binary("solve", Ops::solve);
        calls.put(
                "solve_triangular",
                (in, a) -> List.of(
                        a.has("lower")
                                ? Ops.solveTriangular(in.get(0), in.get(1), true)
                                : Ops.solveTriangular(in.get(0), in.get(1))));
    }
}
