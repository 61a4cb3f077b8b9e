package io.keras4j.ops;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** How the functions that {@code ops_numpy.py} calls are called here. */
final class NumpyCalls extends Calls {
    private interface Along {
        Tensor on(Tensor x, int axis);
    }

    static Map<String, Call> all() {
        NumpyCalls all = new NumpyCalls();
        all.elementwise();
        all.reductions();
        all.creation();
        all.arrangement();
        all.scattering();
        all.activations();
        all.losses();
        return all.calls;
    }

    private void cumulative(String name, Along along, UnaryOperator<Tensor> all) {
        one(name, (x, a) -> a.has("axis") ? along.on(x, a.integer("axis", 0)) : all.apply(x));
    }

    private void elementwise() {
        unary("absolute", Ops::absolute);
        unary("fabs", Ops::fabs);
        unary("cbrt", Ops::cbrt);
        unary("deg2rad", Ops::deg2rad);
        unary("rad2deg", Ops::rad2deg);
        unary("sinc", Ops::sinc);
        unary("erfc", Ops::erfc);
        unary("erfinv", Ops::erfinv);
        unary("i0", Ops::i0);
        unary("trunc", Ops::trunc);
        unary("signbit", Ops::signbit);
        unary("isneginf", Ops::isneginf);
        unary("isposinf", Ops::isposinf);
        unary("isreal", Ops::isreal);
        unary("copy", Ops::copy);
        binary("true_divide", Ops::trueDivide);
        binary("fmax", Ops::fmax);
        binary("fmin", Ops::fmin);
        binary("fmod", Ops::fmod);
        binary("heaviside", Ops::heaviside);
        binary("hypot", Ops::hypot);
        binary("ldexp", Ops::ldexp);
        binary("logaddexp2", Ops::logaddexp2);
        binary("nextafter", Ops::nextafter);
        binary("gcd", Ops::gcd);
        binary("lcm", Ops::lcm);
        binary("allclose", Ops::allclose);
        one("saturate_cast", (x, a) -> Ops.saturateCast(x, DType.of(a.text("dtype"))));
        one("view", (x, a) -> Ops.view(x, DType.of(a.text("dtype"))));
        binary("bitwise_and", Ops::bitwiseAnd);
        binary("bitwise_or", Ops::bitwiseOr);
        binary("bitwise_xor", Ops::bitwiseXor);
        unary("bitwise_not", Ops::bitwiseNot);
        unary("bitwise_invert", Ops::bitwiseInvert);
        binary("bitwise_left_shift", Ops::bitwiseLeftShift);
        binary("bitwise_right_shift", Ops::bitwiseRightShift);
        binary("left_shift", Ops::leftShift);
        binary("right_shift", Ops::rightShift);
    }

    private void reductions() {
        reduction("amax", Ops::amax);
        reduction("amin", Ops::amin);
        reduction("ptp", Ops::ptp);
        reduction("nansum", Ops::nansum);
        reduction("nanprod", Ops::nanprod);
        reduction("nanmax", Ops::nanmax);
        reduction("nanmin", Ops::nanmin);
        reduction("nanmean", Ops::nanmean);
        reduction("nanvar", Ops::nanvar);
        reduction("nanstd", Ops::nanstd);
        one(
                "nanargmax",
                (x, a) -> a.has("axis")
                        ? Ops.nanargmax(x, a.integer("axis", 0), a.flag("keepdims", false))
                        : Ops.nanargmax(x));
        one(
                "nanargmin",
                (x, a) -> a.has("axis")
                        ? Ops.nanargmin(x, a.integer("axis", 0), a.flag("keepdims", false))
                        : Ops.nanargmin(x));
        cumulative("cumsum", Ops::cumsum, Ops::cumsum);
        cumulative("cumprod", Ops::cumprod, Ops::cumprod);
        cumulative("nancumsum", Ops::nancumsum, Ops::nancumsum);
        cumulative("nancumprod", Ops::nancumprod, Ops::nancumprod);
        calls.put("trapezoid", (in, a) -> {
            Tensor y = in.get(0);
            int axis = a.integer("axis", -1);
            if (in.size() > 1) {
                return List.of(Ops.trapezoid(y, in.get(1), axis));
            }
            return List.of(a.has("dx") ? Ops.trapezoid(y, a.number("dx", 1), axis) : Ops.trapezoid(y));
        });
        calls.put("psnr", (in, a) -> List.of(Ops.psnr(in.get(0), in.get(1), a.number("max_val", 0))));
    }

    private void creation() {
        unary("empty_like", Ops::emptyLike);
        calls.put("identity", (in, a) -> List.of(Ops.identity(a.integer("n", 0))));
        calls.put(
                "tri",
                (in, a) -> List.of(
                        a.has("M")
                                ? Ops.tri(a.integer("N", 0), a.integer("M", 0), a.integer("k", 0), DType.FLOAT32)
                                : Ops.tri(a.integer("N", 0))));
        calls.put("logspace", (in, a) -> {
            double start = a.number("start", 0);
            double stop = a.number("stop", 0);
            int count = a.integer("num", 0);
            return List.of(
                    a.flag("endpoint", true)
                            ? Ops.logspace(start, stop, count)
                            : Ops.logspace(start, stop, count, false, 10, DType.FLOAT32));
        });
        calls.put("geomspace", (in, a) -> {
            double start = a.number("start", 0);
            double stop = a.number("stop", 0);
            int count = a.integer("num", 0);
            return List.of(
                    a.flag("endpoint", true)
                            ? Ops.geomspace(start, stop, count)
                            : Ops.geomspace(start, stop, count, false, DType.FLOAT32));
        });
        calls.put("bartlett", (in, a) -> List.of(Ops.bartlett(a.integer("size", 0))));
        calls.put("blackman", (in, a) -> List.of(Ops.blackman(a.integer("size", 0))));
        calls.put("hamming", (in, a) -> List.of(Ops.hamming(a.integer("size", 0))));
        calls.put("hanning", (in, a) -> List.of(Ops.hanning(a.integer("size", 0))));
        calls.put("kaiser", (in, a) -> List.of(Ops.kaiser(a.integer("size", 0), a.number("beta", 0))));
    }

    private interface Cut {
        List<Tensor> into(Tensor x, int sections);
    }

    private interface CutAt {
        List<Tensor> before(Tensor x, List<Long> indices);
    }

    private void cut(String name, Cut equal, CutAt at) {
        calls.put(
                name,
                (in, a) -> a.json().get("indices_or_sections") instanceof List
                        ? at.before(in.get(0), a.longs("indices_or_sections"))
                        : equal.into(in.get(0), a.integer("indices_or_sections", 0)));
    }

    private void arrangement() {
        calls.put(
                "append",
                (in, a) -> List.of(
                        a.has("axis")
                                ? Ops.append(in.get(0), in.get(1), a.integer("axis", 0))
                                : Ops.append(in.get(0), in.get(1))));
        calls.put(
                "array_split",
                (in, a) -> Ops.arraySplit(in.get(0), a.integer("indices_or_sections", 0), a.integer("axis", 0)));
        cut("hsplit", Ops::hsplit, Ops::hsplit);
        cut("vsplit", Ops::vsplit, Ops::vsplit);
        cut("dsplit", Ops::dsplit, Ops::dsplit);
        calls.put("hstack", (in, a) -> List.of(Ops.hstack(in)));
        calls.put("vstack", (in, a) -> List.of(Ops.vstack(in)));
        calls.put("dstack", (in, a) -> List.of(Ops.dstack(in)));
        unary("fliplr", Ops::fliplr);
        unary("flipud", Ops::flipud);
        one(
                "rot90",
                (x, a) -> a.has("axes")
                        ? Ops.rot90(x, a.integer("k", 1), a.array("axes")[0], a.array("axes")[1])
                        : Ops.rot90(x));
        calls.put(
                "meshgrid",
                (in, a) -> a.text("indexing").equals("xy") ? Ops.meshgrid(in) : Ops.meshgrid(in, a.text("indexing")));
        calls.put("select", (in, a) -> List.of(Ops.select(in.subList(0, 2), in.subList(2, 4), a.number("default", 0))));
        one("rearrange", (x, a) -> {
            Map<String, Long> sizes = new HashMap<>();
            ((Map<?, ?>) a.json().get("sizes"))
                    .forEach((axis, size) -> sizes.put((String) axis, ((Number) size).longValue()));
            return sizes.isEmpty() ? Ops.rearrange(x, a.text("pattern")) : Ops.rearrange(x, a.text("pattern"), sizes);
        });
        one("depth_to_space", (x, a) -> Ops.depthToSpace(x, a.integer("block_size", 0), a.text("data_format")));
        one("space_to_depth", (x, a) -> Ops.spaceToDepth(x, a.integer("block_size", 0), a.text("data_format")));
        one(
                "unfold",
                (x, a) -> a.has("stride")
                        ? Ops.unfold(
                                x,
                                a.integers("kernel_size"),
                                a.integers("dilation"),
                                a.integers("padding"),
                                a.integers("stride"))
                        : Ops.unfold(x, a.integer("kernel_size", 0)));
        one(
                "fold",
                (x, a) -> a.has("stride")
                        ? Ops.fold(
                                x,
                                a.integers("output_size"),
                                a.integers("kernel_size"),
                                a.integers("dilation"),
                                a.integers("padding"),
                                a.integers("stride"))
                        : Ops.fold(x, a.integers("output_size"), a.integer("kernel_size", 0)));
        calls.put(
                "correlate",
                (in, a) -> List.of(
                        a.text("mode").equals("valid")
                                ? Ops.correlate(in.get(0), in.get(1))
                                : Ops.correlate(in.get(0), in.get(1), a.text("mode"))));
        calls.put("unravel_index", (in, a) -> Ops.unravelIndex(in.get(0), a.shape("shape")));
        calls.put("nonzero", (in, a) -> Ops.nonzero(in.get(0)));
    }

    private void scattering() {
        calls.put(
                "segment_max", (in, a) -> List.of(Ops.segmentMax(in.get(0), in.get(1), a.integer("num_segments", 0))));
        calls.put(
                "segment_min", (in, a) -> List.of(Ops.segmentMin(in.get(0), in.get(1), a.integer("num_segments", 0))));
        calls.put(
                "segment_prod",
                (in, a) -> List.of(Ops.segmentProd(in.get(0), in.get(1), a.integer("num_segments", 0))));
        calls.put("scatter", (in, a) -> List.of(Ops.scatter(in.get(0), in.get(1), a.shape("shape"))));
        calls.put(
                "scatter_update",
                (in, a) -> List.of(
                        a.has("reduction")
                                ? Ops.scatterUpdate(in.get(0), in.get(1), in.get(2), a.text("reduction"))
                                : Ops.scatterUpdate(in.get(0), in.get(1), in.get(2))));
        calls.put("slice_update", (in, a) -> List.of(Ops.sliceUpdate(in.get(0), a.longs("start_indices"), in.get(1))));
    }

    private void activations() {
        one("celu", (x, a) -> a.has("alpha") ? Ops.celu(x, a.number("alpha", 0)) : Ops.celu(x));
        one("elu", (x, a) -> a.has("alpha") ? Ops.elu(x, a.number("alpha", 0)) : Ops.elu(x));
        one("gelu", (x, a) -> a.has("approximate") ? Ops.gelu(x, a.flag("approximate", true)) : Ops.gelu(x));
        one("glu", (x, a) -> a.has("axis") ? Ops.glu(x, a.integer("axis", 0)) : Ops.glu(x));
        one(
                "hard_shrink",
                (x, a) -> a.has("threshold") ? Ops.hardShrink(x, a.number("threshold", 0)) : Ops.hardShrink(x));
        one(
                "soft_shrink",
                (x, a) -> a.has("threshold") ? Ops.softShrink(x, a.number("threshold", 0)) : Ops.softShrink(x));
        unary("hard_sigmoid", Ops::hardSigmoid);
        unary("hard_silu", Ops::hardSilu);
        unary("hard_swish", Ops::hardSwish);
        unary("hard_tanh", Ops::hardTanh);
        one(
                "leaky_relu",
                (x, a) -> a.has("negative_slope") ? Ops.leakyRelu(x, a.number("negative_slope", 0)) : Ops.leakyRelu(x));
        unary("relu6", Ops::relu6);
        unary("selu", Ops::selu);
        unary("silu", Ops::silu);
        unary("swish", Ops::swish);
        unary("softsign", Ops::softsign);
        unary("sparse_plus", Ops::sparsePlus);
        unary("sparse_sigmoid", Ops::sparseSigmoid);
        unary("sparsemax", Ops::sparsemax);
        one("squareplus", (x, a) -> a.has("b") ? Ops.squareplus(x, a.number("b", 0)) : Ops.squareplus(x));
        unary("tanh_shrink", Ops::tanhShrink);
        one("threshold", (x, a) -> Ops.threshold(x, a.number("threshold", 0), a.number("default_value", 0)));
        one(
                "adaptive_average_pool",
                (x, a) -> Ops.adaptiveAveragePool(x, a.integers("output_size"), a.text("data_format")));
        one("adaptive_max_pool", (x, a) -> Ops.adaptiveMaxPool(x, a.integers("output_size"), a.text("data_format")));
    }

    private void losses() {
        calls.put(
                "binary_crossentropy",
                (in, a) -> List.of(
                        a.flag("from_logits", false)
                                ? Ops.binaryCrossentropy(in.get(0), in.get(1), true)
                                : Ops.binaryCrossentropy(in.get(0), in.get(1))));
        calls.put(
                "categorical_crossentropy",
                (in, a) -> List.of(
                        a.flag("from_logits", false) || a.has("axis")
                                ? Ops.categoricalCrossentropy(
                                        in.get(0), in.get(1), a.flag("from_logits", false), a.integer("axis", -1))
                                : Ops.categoricalCrossentropy(in.get(0), in.get(1))));
        calls.put(
                "sparse_categorical_crossentropy",
                (in, a) -> List.of(
                        a.flag("from_logits", false)
                                ? Ops.sparseCategoricalCrossentropy(in.get(0), in.get(1), true, -1)
                                : Ops.sparseCategoricalCrossentropy(in.get(0), in.get(1))));
        calls.put(
                "ctc_loss",
                (in, a) ->
                        List.of(Ops.ctcLoss(in.get(0), in.get(1), in.get(2), in.get(3), a.integer("mask_index", 0))));
        calls.put(
                "ctc_decode",
                (in, a) -> a.has("strategy")
                        ? Ops.ctcDecode(
                                in.get(0),
                                in.get(1),
                                a.text("strategy"),
                                a.integer("beam_width", 100),
                                a.integer("top_paths", 1),
                                true,
                                a.integer("mask_index", 0))
                        : a.flag("merge_repeated", true) && a.integer("mask_index", 0) == 0
                                ? Ops.ctcDecode(in.get(0), in.get(1))
                                : Ops.ctcDecode(
                                        in.get(0),
                                        in.get(1),
                                        a.flag("merge_repeated", true),
                                        a.integer("mask_index", 0)));
    }
}
