package io.keras4j.ops;

import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the functions that {@code ops.py} calls are called here. */
final class OpsCalls extends Calls {
    static Map<String, Call> all() {
        OpsCalls all = new OpsCalls();
        all.elementwise();
        all.reductions();
        all.arrangement();
        all.others();
        return all.calls;
    }

    private void elementwise() {
        unary("negative", Ops::negative);
        unary("abs", Ops::abs);
        unary("sign", Ops::sign);
        unary("square", Ops::square);
        unary("floor", Ops::floor);
        unary("ceil", Ops::ceil);
        unary("round", Ops::round);
        unary("relu", Ops::relu);
        unary("sqrt", Ops::sqrt);
        unary("rsqrt", Ops::rsqrt);
        unary("reciprocal", Ops::reciprocal);
        unary("exp", Ops::exp);
        unary("exp2", Ops::exp2);
        unary("expm1", Ops::expm1);
        unary("log", Ops::log);
        unary("log1p", Ops::log1p);
        unary("log2", Ops::log2);
        unary("log10", Ops::log10);
        unary("sin", Ops::sin);
        unary("cos", Ops::cos);
        unary("tan", Ops::tan);
        unary("arcsin", Ops::arcsin);
        unary("arccos", Ops::arccos);
        unary("arctan", Ops::arctan);
        unary("sinh", Ops::sinh);
        unary("cosh", Ops::cosh);
        unary("tanh", Ops::tanh);
        unary("arcsinh", Ops::arcsinh);
        unary("arccosh", Ops::arccosh);
        unary("arctanh", Ops::arctanh);
        unary("sigmoid", Ops::sigmoid);
        unary("softplus", Ops::softplus);
        unary("log_sigmoid", Ops::logSigmoid);
        unary("erf", Ops::erf);
        unary("isnan", Ops::isnan);
        unary("isinf", Ops::isinf);
        unary("isfinite", Ops::isfinite);
        unary("logical_not", Ops::logicalNot);
        unary("stop_gradient", Ops::stopGradient);
        one(
                "nan_to_num",
                (x, a) -> a.has("nan")
                        ? Ops.nanToNum(x, a.number("nan", 0), a.number("posinf", 0), a.number("neginf", 0))
                        : Ops.nanToNum(x));
        one("clip", (x, a) -> Ops.clip(x, a.number("x_min", 0), a.number("x_max", 0)));
        one("cast", (x, a) -> Ops.cast(x, DType.of(a.text("dtype"))));
        binary("add", Ops::add);
        binary("subtract", Ops::subtract);
        binary("multiply", Ops::multiply);
        binary("divide", Ops::divide);
        binary("divide_no_nan", Ops::divideNoNan);
        binary("floor_divide", Ops::floorDivide);
        binary("mod", Ops::mod);
        binary("power", Ops::power);
        binary("maximum", Ops::maximum);
        binary("minimum", Ops::minimum);
        binary("logaddexp", Ops::logaddexp);
        binary("arctan2", Ops::arctan2);
        binary("equal", Ops::equal);
        binary("not_equal", Ops::notEqual);
        binary("less", Ops::less);
        binary("less_equal", Ops::lessEqual);
        binary("greater", Ops::greater);
        binary("greater_equal", Ops::greaterEqual);
        binary("logical_and", Ops::logicalAnd);
        binary("logical_or", Ops::logicalOr);
        binary("logical_xor", Ops::logicalXor);
        binary("isclose", Ops::isclose);
        calls.put("where", (in, a) -> List.of(Ops.where(in.get(0), in.get(1), in.get(2))));
    }

    private void reductions() {
        reduction("sum", Ops::sum);
        reduction("mean", Ops::mean);
        reduction("max", Ops::max);
        reduction("min", Ops::min);
        reduction("prod", Ops::prod);
        reduction("all", Ops::all);
        reduction("any", Ops::any);
        reduction("var", Ops::var);
        reduction("std", Ops::std);
        reduction("logsumexp", Ops::logsumexp);
        one(
                "argmax",
                (x, a) ->
                        a.has("axis") ? Ops.argmax(x, a.integer("axis", 0), a.flag("keepdims", false)) : Ops.argmax(x));
        one(
                "argmin",
                (x, a) ->
                        a.has("axis") ? Ops.argmin(x, a.integer("axis", 0), a.flag("keepdims", false)) : Ops.argmin(x));
        one("count_nonzero", (x, a) -> Ops.countNonzero(x, a.axes(x)));
        calls.put(
                "average",
                (in, a) -> List.of(
                        in.size() > 1
                                ? Ops.average(in.get(0), List.of(0), in.get(1))
                                : Ops.mean(in.get(0), a.axes(in.get(0)), false)));
        one(
                "normalize",
                (x, a) -> a.has("order")
                        ? Ops.normalize(x, a.integers("axis"), a.integer("order", 2), a.number("epsilon", 0))
                        : Ops.normalize(x, a.integer("axis", 0)));
        calls.put("einsum", (in, a) -> List.of(Ops.einsum(a.text("equation"), in.toArray(Tensor[]::new))));
        calls.put(
                "dot_product_attention",
                (in, a) -> List.of(Ops.dotProductAttention(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        in.size() > 3 ? in.get(3) : null,
                        in.size() > 3 ? in.get(4) : null,
                        a.has("scale") ? (Double) a.number("scale", 0) : null,
                        a.flag("is_causal", false))));
        calls.put(
                "layer_normalization",
                (in, a) -> List.of(Ops.layerNormalization(
                        in.get(0),
                        in.size() > 1 ? in.get(1) : null,
                        in.size() > 1 ? in.get(2) : null,
                        a.integers("axis"),
                        a.number("epsilon", 0))));
        calls.put(
                "rms_normalization",
                (in, a) -> List.of(Ops.rmsNormalization(
                        in.get(0), in.size() > 1 ? in.get(1) : null, a.integers("axis"), a.number("epsilon", 0))));
        one("cumsum", (x, a) -> Ops.cumsum(x, a.integer("axis", 0)));
        calls.put("moments", (in, a) -> Ops.moments(in.get(0), a.integers("axes"), false));
        calls.put(
                "segment_sum", (in, a) -> List.of(Ops.segmentSum(in.get(0), in.get(1), a.integer("num_segments", 0))));
        calls.put("in_top_k", (in, a) -> List.of(Ops.inTopK(in.get(0), in.get(1), a.integer("k", 0))));
    }

    private void arrangement() {
        one("reshape", (x, a) -> Ops.reshape(x, a.shape("newshape")));
        unary("ravel", Ops::ravel);
        one("transpose", (x, a) -> a.has("axes") ? Ops.transpose(x, a.array("axes")) : Ops.transpose(x));
        one("swapaxes", (x, a) -> Ops.swapaxes(x, a.integer("axis1", 0), a.integer("axis2", 0)));
        one("moveaxis", (x, a) -> Ops.moveaxis(x, a.integer("source", 0), a.integer("destination", 0)));
        one("expand_dims", (x, a) -> Ops.expandDims(x, a.integer("axis", 0)));
        one("squeeze", (x, a) -> a.has("axis") ? Ops.squeeze(x, a.integer("axis", 0)) : Ops.squeeze(x));
        one("broadcast_to", (x, a) -> Ops.broadcastTo(x, a.shape("shape")));
        calls.put("concatenate", (in, a) -> List.of(Ops.concatenate(in, a.integer("axis_", 0))));
        calls.put("stack", (in, a) -> List.of(Ops.stack(in, a.integer("axis_", 0))));
        calls.put(
                "split",
                (in, a) -> a.json().get("indices_or_sections") instanceof List
                        ? Ops.split(in.get(0), a.longs("indices_or_sections"), a.integer("axis", 0))
                        : Ops.split(in.get(0), a.integer("indices_or_sections", 0), a.integer("axis", 0)));
        calls.put("unstack", (in, a) -> Ops.unstack(in.get(0), a.integer("axis", 0)));
        one("slice", (x, a) -> {
            List<Long> stop = new ArrayList<>();
            for (int i = 0; i < x.rank(); i++) {
                stop.add(a.longs("start_indices").get(i) + a.longs("shape").get(i));
            }
            return Ops.slice(x, a.longs("start_indices"), stop, List.of(1L, 1L));
        });
        one("pad", (x, a) -> {
            List<Long> before = new ArrayList<>();
            List<Long> after = new ArrayList<>();
            for (Object axis : (List<?>) a.json().get("pad_width")) {
                before.add(((Number) ((List<?>) axis).get(0)).longValue());
                after.add(((Number) ((List<?>) axis).get(1)).longValue());
            }
            return Ops.pad(x, before, after, a.number("constant_values", 0));
        });
        one("flip", (x, a) -> a.has("axis") ? Ops.flip(x, a.integer("axis", 0)) : Ops.flip(x));
        one(
                "roll",
                (x, a) -> a.has("axis")
                        ? Ops.roll(x, a.integer("shift", 0), a.integer("axis", 0))
                        : Ops.roll(x, a.integer("shift", 0)));
        one("tile", (x, a) -> Ops.tile(x, a.array("repeats")));
        one(
                "repeat",
                (x, a) -> a.has("axis")
                        ? Ops.repeat(x, a.integer("repeats", 0), a.integer("axis", 0))
                        : Ops.repeat(x, a.integer("repeats", 0)));
        one("tril", (x, a) -> a.has("k") ? Ops.tril(x, a.integer("k", 0)) : Ops.tril(x));
        one("triu", (x, a) -> a.has("k") ? Ops.triu(x, a.integer("k", 0)) : Ops.triu(x));
        one("diff", (x, a) -> Ops.diff(x, a.integer("axis", -1)));
        calls.put("take", (in, a) -> List.of(Ops.take(in.get(0), in.get(1), a.integer("axis", 0))));
        calls.put("take_along_axis", (in, a) -> List.of(Ops.takeAlongAxis(in.get(0), in.get(1), a.integer("axis", 0))));
        one(
                "one_hot",
                (x, a) -> a.has("dtype")
                        ? Ops.oneHot(x, a.integer("num_classes", 0), DType.of(a.text("dtype")))
                        : Ops.oneHot(x, a.integer("num_classes", 0)));
        one("multi_hot", (x, a) -> Ops.multiHot(x, a.integer("num_classes", 0)));
        unary("zeros_like", Ops::zerosLike);
        unary("ones_like", Ops::onesLike);
        one("full_like", (x, a) -> Ops.fullLike(x, a.number("fill_value", 0)));
        calls.put(
                "eye",
                (in, a) -> List.of(
                        a.has("M")
                                ? Ops.eye(a.integer("N", 0), a.integer("M", 0), a.integer("k", 0), DType.FLOAT32)
                                : Ops.eye(a.integer("N", 0))));
        calls.put(
                "linspace",
                (in, a) -> List.of(
                        a.has("endpoint")
                                ? Ops.linspace(
                                        a.number("start", 0),
                                        a.number("stop", 0),
                                        a.integer("num", 0),
                                        false,
                                        DType.FLOAT32)
                                : Ops.linspace(a.number("start", 0), a.number("stop", 0), a.integer("num", 0))));
        calls.put(
                "arange",
                (in, a) -> List.of(Ops.arange(
                        a.number("start", 0),
                        a.number("stop", 0),
                        a.number("step", 0),
                        a.number("step", 0) % 1 == 0 ? DType.INT32 : DType.FLOAT32)));
    }

    private void others() {
        binary("matmul", Ops::matmul);
        binary("dot", Ops::dot);
        binary("outer", Ops::outer);
        calls.put(
                "tensordot",
                (in, a) -> List.of(
                        a.json().get("axes") instanceof List<?> axes
                                ? Ops.tensordot(
                                        in.get(0),
                                        in.get(1),
                                        new Arguments(Map.of("axes", axes.get(0))).integers("axes"),
                                        new Arguments(Map.of("axes", axes.get(1))).integers("axes"))
                                : Ops.tensordot(in.get(0), in.get(1), a.integer("axes", 0))));
        one("softmax", (x, a) -> Ops.softmax(x, a.integer("axis", 0)));
        one("log_softmax", (x, a) -> Ops.logSoftmax(x, a.integer("axis", 0)));
        calls.put(
                "conv",
                (in, a) -> List.of(Ops.conv(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        calls.put(
                "conv_transpose",
                (in, a) -> List.of(Ops.convTranspose(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.has("output_padding") ? a.integers("output_padding") : null,
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        calls.put(
                "depthwise_conv",
                (in, a) -> List.of(Ops.depthwiseConv(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        calls.put(
                "separable_conv",
                (in, a) -> List.of(Ops.separableConv(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        a.integers("strides"),
                        a.text("padding"),
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        one(
                "max_pool",
                (x, a) -> Ops.maxPool(
                        x, a.integers("pool_size"), a.integers("strides"), a.text("padding"), a.text("data_format")));
        one(
                "average_pool",
                (x, a) -> Ops.averagePool(
                        x, a.integers("pool_size"), a.integers("strides"), a.text("padding"), a.text("data_format")));
        calls.put("lstm", (in, a) -> Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5)));
        calls.put("gru", (in, a) -> Ops.gru(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)));
        calls.put(
                "batch_normalization",
                (in, a) -> List.of(Ops.batchNormalization(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        a.integer("axis", 1),
                        in.size() > 3 ? in.get(3) : null,
                        in.size() > 3 ? in.get(4) : null,
                        a.number("epsilon", 1e-3))));
    }
}
