package io.keras4j.ops;

import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** How the functions that {@code ops_sorting.py} calls are called here. */
final class SortingCalls extends Calls {
    static Map<String, Call> all() {
        SortingCalls all = new SortingCalls();
        all.sorting();
        all.quantiles();
        return all.calls;
    }

    private void sorting() {
        one("sort", (x, a) -> a.has("axis") ? Ops.sort(x, a.integer("axis", 0)) : Ops.sort(x));
        one("argsort", (x, a) -> a.has("axis") ? Ops.argsort(x, a.integer("axis", 0)) : Ops.argsort(x));
        calls.put("top_k", (in, a) -> Ops.topK(in.get(0), a.integer("k", 0)));
        calls.put("argpartition", (in, a) -> {
            Tensor x = in.get(0);
            int axis = a.integer("axis", 0);
            long kth = Math.floorMod(a.integer("kth", 0), x.shape().dim(axis));
            Tensor positions =
                    axis == -1 ? Ops.argpartition(x, (int) kth) : Ops.argpartition(x, a.integer("kth", 0), axis);
            return Ops.split(Ops.takeAlongAxis(x, positions, axis), List.of(kth, kth + 1), axis).stream()
                    .map(part -> Ops.sort(part, axis))
                    .toList();
        });
        calls.put(
                "searchsorted",
                (in, a) -> List.of(
                        a.has("side")
                                ? Ops.searchsorted(in.get(0), in.get(1), a.text("side"))
                                : Ops.searchsorted(in.get(0), in.get(1))));
        binary("digitize", Ops::digitize);
        calls.put(
                "isin",
                (in, a) -> List.of(
                        a.has("invert")
                                ? Ops.isin(in.get(0), in.get(1), a.flag("invert", false))
                                : Ops.isin(in.get(0), in.get(1))));
        calls.put(
                "bincount",
                (in, a) -> List.of(
                        in.size() > 1 || a.has("minlength")
                                ? Ops.bincount(in.get(0), in.size() > 1 ? in.get(1) : null, a.integer("minlength", 0))
                                : Ops.bincount(in.get(0))));
        calls.put("histogram", (in, a) -> {
            if (a.has("range")) {
                List<Integer> range = a.integers("range");
                return Ops.histogram(in.get(0), a.integer("bins", 0), range.get(0), range.get(1));
            }
            return a.has("bins") ? Ops.histogram(in.get(0), a.integer("bins", 0)) : Ops.histogram(in.get(0));
        });
        calls.put(
                "unique",
                (in, a) -> a.json().isEmpty()
                        ? List.of(Ops.unique(in.get(0)))
                        : Ops.unique(
                                in.get(0),
                                a.flag("return_index", false),
                                a.flag("return_inverse", false),
                                a.flag("return_counts", false),
                                a.has("axis") ? (Integer) a.integer("axis", 0) : null,
                                a.has("size") ? (Integer) a.integer("size", 0) : null,
                                a.has("fill_value") ? (Double) a.number("fill_value", 0) : null));
    }

    private interface Quantile {
        Tensor on(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims);
    }

    private void quantile(String name, Quantile function) {
        one(name, (x, a) -> {
            INDArray q = a.json().get("q") instanceof List<?> many
                    ? Nd4j.createFromArray(many.stream()
                            .map(each -> ((Number) each).floatValue())
                            .toArray(Float[]::new))
                    : Nd4j.scalar((float) a.number("q", 0));
            if (name.equals("quantile") && !a.has("axis")) {
                return Ops.quantile(x, a.number("q", 0));
            }
            if (name.equals("percentile") && !a.has("axis")) {
                return Ops.percentile(x, a.number("q", 0));
            }
            return function.on(
                    x,
                    Tensor.of(q),
                    a.has("axis") ? a.integers("axis") : null,
                    a.has("method") ? a.text("method") : "linear",
                    a.flag("keepdims", false));
        });
    }

    private void quantiles() {
        one("median", (x, a) -> a.has("axis") ? Ops.median(x, a.axes(x), a.flag("keepdims", false)) : Ops.median(x));
        one("nanmedian", (x, a) -> Ops.nanmedian(x, a.axes(x), a.flag("keepdims", false)));
        quantile("quantile", Ops::quantile);
        quantile("nanquantile", Ops::nanquantile);
        quantile("percentile", Ops::percentile);
        quantile("nanpercentile", Ops::nanpercentile);
    }
}
