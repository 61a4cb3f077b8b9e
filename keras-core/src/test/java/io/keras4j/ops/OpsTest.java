package io.keras4j.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.array.Slice;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Every function of {@link Ops} gives what that of keras.ops does, dtypes and gradients included. */
class OpsTest {
    /** How a function is called with the inputs and arguments of a case. */
    interface Call {
        List<Tensor> on(List<Tensor> inputs, Arguments arguments);
    }

    record Arguments(Map<?, ?> json) {
        boolean has(String key) {
            return json.get(key) != null;
        }

        double number(String key, double otherwise) {
            return has(key) ? ((Number) json.get(key)).doubleValue() : otherwise;
        }

        int integer(String key, int otherwise) {
            return (int) number(key, otherwise);
        }

        boolean flag(String key, boolean otherwise) {
            return has(key) ? (Boolean) json.get(key) : otherwise;
        }

        String text(String key) {
            return (String) json.get(key);
        }

        List<Integer> integers(String key) {
            Object value = json.get(key);
            List<?> list = value instanceof List<?> many ? many : List.of(value);
            return list.stream().map(x -> ((Number) x).intValue()).toList();
        }

        List<Long> longs(String key) {
            return integers(key).stream().map(Integer::longValue).toList();
        }

        int[] array(String key) {
            return integers(key).stream().mapToInt(Integer::intValue).toArray();
        }

        Shape shape(String key) {
            return Shape.of(longs(key).stream().mapToLong(Long::longValue).toArray());
        }

        /** The axes to reduce, all when none are given. */
        List<Integer> axes(Tensor x) {
            return Ops.axesOrAll(x, has("axis") ? integers("axis") : null);
        }
    }

    private static final Map<String, Call> CALLS = new HashMap<>();

    private static void unary(String name, UnaryOperator<Tensor> function) {
        CALLS.put(name, (in, arguments) -> List.of(function.apply(in.get(0))));
    }

    private static void binary(String name, BinaryOperator<Tensor> function) {
        CALLS.put(name, (in, arguments) -> List.of(function.apply(in.get(0), in.get(1))));
    }

    private interface Reduce {
        Tensor on(Tensor x, List<Integer> axes, boolean keepDims);
    }

    private static void reduction(String name, Reduce function) {
        CALLS.put(
                name,
                (in, arguments) ->
                        List.of(function.on(in.get(0), arguments.axes(in.get(0)), arguments.flag("keepdims", false))));
    }

    private interface With {
        Tensor on(Tensor x, Arguments arguments);
    }

    private static void one(String name, With function) {
        CALLS.put(name, (in, arguments) -> List.of(function.on(in.get(0), arguments)));
    }

    static {
        elementwise();
        reductions();
        arrangement();
        others();
        CALLS.putAll(NumpyCalls.all());
        CALLS.putAll(LinalgCalls.all());
        CALLS.putAll(SortingCalls.all());
        CALLS.putAll(FunctionCalls.all());
    }

    private static void elementwise() {
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
        CALLS.put("where", (in, a) -> List.of(Ops.where(in.get(0), in.get(1), in.get(2))));
    }

    private static void reductions() {
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
        CALLS.put(
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
        CALLS.put("einsum", (in, a) -> List.of(Ops.einsum(a.text("equation"), in.toArray(Tensor[]::new))));
        CALLS.put(
                "dot_product_attention",
                (in, a) -> List.of(Ops.dotProductAttention(
                        in.get(0),
                        in.get(1),
                        in.get(2),
                        in.size() > 3 ? in.get(3) : null,
                        in.size() > 3 ? in.get(4) : null,
                        a.has("scale") ? (Double) a.number("scale", 0) : null,
                        a.flag("is_causal", false))));
        CALLS.put(
                "layer_normalization",
                (in, a) -> List.of(Ops.layerNormalization(
                        in.get(0),
                        in.size() > 1 ? in.get(1) : null,
                        in.size() > 1 ? in.get(2) : null,
                        a.integers("axis"),
                        a.number("epsilon", 0))));
        CALLS.put(
                "rms_normalization",
                (in, a) -> List.of(Ops.rmsNormalization(
                        in.get(0), in.size() > 1 ? in.get(1) : null, a.integers("axis"), a.number("epsilon", 0))));
        one("cumsum", (x, a) -> Ops.cumsum(x, a.integer("axis", 0)));
        CALLS.put("moments", (in, a) -> Ops.moments(in.get(0), a.integers("axes"), false));
        CALLS.put(
                "segment_sum", (in, a) -> List.of(Ops.segmentSum(in.get(0), in.get(1), a.integer("num_segments", 0))));
        CALLS.put("in_top_k", (in, a) -> List.of(Ops.inTopK(in.get(0), in.get(1), a.integer("k", 0))));
    }

    private static void arrangement() {
        one("reshape", (x, a) -> Ops.reshape(x, a.shape("newshape")));
        unary("ravel", Ops::ravel);
        one("transpose", (x, a) -> a.has("axes") ? Ops.transpose(x, a.array("axes")) : Ops.transpose(x));
        one("swapaxes", (x, a) -> Ops.swapaxes(x, a.integer("axis1", 0), a.integer("axis2", 0)));
        one("moveaxis", (x, a) -> Ops.moveaxis(x, a.integer("source", 0), a.integer("destination", 0)));
        one("expand_dims", (x, a) -> Ops.expandDims(x, a.integer("axis", 0)));
        one("squeeze", (x, a) -> a.has("axis") ? Ops.squeeze(x, a.integer("axis", 0)) : Ops.squeeze(x));
        one("broadcast_to", (x, a) -> Ops.broadcastTo(x, a.shape("shape")));
        CALLS.put("concatenate", (in, a) -> List.of(Ops.concatenate(in, a.integer("axis_", 0))));
        CALLS.put("stack", (in, a) -> List.of(Ops.stack(in, a.integer("axis_", 0))));
        CALLS.put(
                "split",
                (in, a) -> a.json.get("indices_or_sections") instanceof List
                        ? Ops.split(in.get(0), a.longs("indices_or_sections"), a.integer("axis", 0))
                        : Ops.split(in.get(0), a.integer("indices_or_sections", 0), a.integer("axis", 0)));
        CALLS.put("unstack", (in, a) -> Ops.unstack(in.get(0), a.integer("axis", 0)));
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
            for (Object axis : (List<?>) a.json.get("pad_width")) {
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
        CALLS.put("take", (in, a) -> List.of(Ops.take(in.get(0), in.get(1), a.integer("axis", 0))));
        CALLS.put("take_along_axis", (in, a) -> List.of(Ops.takeAlongAxis(in.get(0), in.get(1), a.integer("axis", 0))));
        one(
                "one_hot",
                (x, a) -> a.has("dtype")
                        ? Ops.oneHot(x, a.integer("num_classes", 0), DType.of(a.text("dtype")))
                        : Ops.oneHot(x, a.integer("num_classes", 0)));
        one("multi_hot", (x, a) -> Ops.multiHot(x, a.integer("num_classes", 0)));
        unary("zeros_like", Ops::zerosLike);
        unary("ones_like", Ops::onesLike);
        one("full_like", (x, a) -> Ops.fullLike(x, a.number("fill_value", 0)));
        CALLS.put(
                "eye",
                (in, a) -> List.of(
                        a.has("M")
                                ? Ops.eye(a.integer("N", 0), a.integer("M", 0), a.integer("k", 0), DType.FLOAT32)
                                : Ops.eye(a.integer("N", 0))));
        CALLS.put(
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
        CALLS.put(
                "arange",
                (in, a) -> List.of(Ops.arange(
                        a.number("start", 0),
                        a.number("stop", 0),
                        a.number("step", 0),
                        a.number("step", 0) % 1 == 0 ? DType.INT32 : DType.FLOAT32)));
    }

    private static void others() {
        binary("matmul", Ops::matmul);
        binary("dot", Ops::dot);
        binary("outer", Ops::outer);
        CALLS.put(
                "tensordot",
                (in, a) -> List.of(
                        a.json.get("axes") instanceof List<?> axes
                                ? Ops.tensordot(
                                        in.get(0),
                                        in.get(1),
                                        new Arguments(Map.of("axes", axes.get(0))).integers("axes"),
                                        new Arguments(Map.of("axes", axes.get(1))).integers("axes"))
                                : Ops.tensordot(in.get(0), in.get(1), a.integer("axes", 0))));
        one("softmax", (x, a) -> Ops.softmax(x, a.integer("axis", 0)));
        one("log_softmax", (x, a) -> Ops.logSoftmax(x, a.integer("axis", 0)));
        CALLS.put(
                "conv",
                (in, a) -> List.of(Ops.conv(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        CALLS.put(
                "conv_transpose",
                (in, a) -> List.of(Ops.convTranspose(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.has("output_padding") ? a.integers("output_padding") : null,
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        CALLS.put(
                "depthwise_conv",
                (in, a) -> List.of(Ops.depthwiseConv(
                        in.get(0),
                        in.get(1),
                        a.integers("strides"),
                        a.text("padding"),
                        a.text("data_format"),
                        a.integers("dilation_rate"))));
        CALLS.put(
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
        CALLS.put("lstm", (in, a) -> Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5)));
        CALLS.put("gru", (in, a) -> Ops.gru(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4)));
        CALLS.put(
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

    static List<Case> cases() {
        return Stream.of("ops", "ops_numpy", "ops_functions", "ops_decoding", "ops_linalg", "ops_sorting")
                .flatMap(name -> Fixtures.load(name).stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithKeras(Case keras) {
        String name = (String) keras.get("name");
        Arguments arguments = new Arguments((Map<?, ?>) keras.get("arguments"));
        String what = name + " " + arguments.json;
        List<Tensor> inputs = keras.arrays("inputs").stream().map(Tensor::of).toList();
        List<Tensor> outputs;
        Map<?, ?> gradients = (Map<?, ?>) keras.get("gradients");
        List<Tensor> own = null;
        try (GradientTape tape = new GradientTape()) {
            assertThat(CALLS).containsKey(name);
            outputs = CALLS.get(name).on(inputs, arguments);
            if (gradients != null) {
                Tensor loss = Ops.sum(Ops.multiply(outputs.get(0), keras.tensor("weights")));
                own = tape.gradientOf(loss, inputs);
            }
        }
        List<INDArray> expected = keras.arrays("outputs");
        assertThat(outputs).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(outputs.get(i).dtype())
                    .as("dtype of " + what + " of "
                            + inputs.stream().map(Tensor::dtype).toList())
                    .isEqualTo(DType.of(expected.get(i).dataType()));
            Fixtures.assertClose(outputs.get(i).value(), expected.get(i), what);
        }
        if (gradients != null) {
            for (Object key : gradients.keySet()) {
                int i = Integer.parseInt((String) key);
                INDArray gradient = new Case(gradients).array((String) key);
                INDArray ours = own.get(i) == null
                        ? Nd4j.zerosLike(gradient)
                        : own.get(i).value();
                Fixtures.assertClose(ours, gradient, "gradient " + i + " of " + what);
            }
        }
    }

    /** Functions that keras.ops does not have, and those that only make tensors. */
    private static final Set<String> OWN = Set.of(
            "constant",
            "scalar",
            "zeros",
            "ones",
            "full",
            "sum_to",
            "along_axes",
            "floating",
            "axes",
            "axes_or_all",
            "empty",
            "array",
            "convert_to_tensor",
            "convert_to_numpy");

    @Test
    void everyFunctionIsComparedWithThatOfKeras() {
        Set<String> functions = Arrays.stream(Ops.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(method -> method.getName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT))
                .filter(name -> !OWN.contains(name))
                .collect(Collectors.toSet());
        Set<Object> compared = cases().stream().map(c -> c.get("name")).collect(Collectors.toSet());
        assertThat(compared).containsAll(functions);
    }

    // ---- What fixtures do not show

    private static Tensor[] sequence(long batch, long steps, long channels, long units, int gates) {
        long[][] shapes = {
            {batch, steps, channels},
            {channels, gates * units},
            {units, gates * units},
            {4 * units},
            {batch, units},
            {batch, units}
        };
        return Arrays.stream(shapes)
                .map(shape -> Tensor.of(Nd4j.linspace(
                                DataType.DOUBLE,
                                -1,
                                0.07 * shape.length,
                                Shape.of(shape).size())
                        .reshape('c', shape)))
                .toArray(Tensor[]::new);
    }

    /** The contract of ops looks at the gradient through the first output only. */
    @Test
    void gradientsOfRecurrentOpsFlowThroughTheLastStates() {
        Tensor[] x = sequence(2, 3, 2, 2, 4);
        for (int output = 0; output < 3; output++) {
            int which = output;
            checkDerivative(
                    List.of(x),
                    in -> Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5))
                            .get(which));
        }
        Tensor[] g = sequence(2, 3, 2, 2, 3);
        g[3] = Ops.reshape(Ops.concatenate(List.of(g[3], Ops.slice(g[3], 0, 0, 4)), 0), 2, 6);
        for (int output = 0; output < 2; output++) {
            int which = output;
            checkDerivative(
                    List.of(g).subList(0, 5),
                    in -> Ops.gru(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4))
                            .get(which));
        }
    }

    private static void checkDerivative(List<Tensor> inputs, Function<List<Tensor>, Tensor> function) {
        List<Tensor> gradients;
        try (GradientTape tape = new GradientTape()) {
            gradients = tape.gradientOf(Ops.sum(Ops.square(function.apply(inputs))), inputs);
        }
        for (int i = 0; i < inputs.size(); i++) {
            INDArray x = inputs.get(i).value();
            for (long element = 0; element < x.length(); element += 3) {
                double at = x.getDouble(element);
                double[] sides = new double[2];
                for (int side = 0; side < 2; side++) {
                    x.putScalar(element, at + (side - 0.5) * 2e-6);
                    sides[side] =
                            Ops.sum(Ops.square(function.apply(inputs))).value().getDouble(0);
                }
                x.putScalar(element, at);
                double numeric = (sides[1] - sides[0]) / 2e-6;
                assertThat(gradients.get(i).value().getDouble(element))
                        .as("element %d of input %d", element, i)
                        .isCloseTo(numeric, within(3e-8 * Math.max(1, Math.abs(numeric))));
            }
        }
    }

    /** Symmetric, and far from singular; its eigenvalues and singular values are far from each other. */
    private static Tensor matrix(long rows, long columns) {
        return Tensor.of(Nd4j.create(DataType.DOUBLE, rows, columns)
                .assign(Nd4j.eye(Math.max(rows, columns))
                        .mul(Nd4j.linspace(DataType.FLOAT, 1, 1.5, Math.max(rows, columns)))
                        .get(NDArrayIndex.interval(0, rows), NDArrayIndex.interval(0, columns)))
                .addi(Nd4j.linspace(DataType.DOUBLE, 0.1, 0.13, rows * columns)
                        .reshape(rows, columns)
                        .mul(0.7)));
    }

    private static void checkDerivatives(Tensor x, Function<Tensor, List<Tensor>> function) {
        List<Tensor> outputs = function.apply(x);
        for (int i = 0; i < outputs.size(); i++) {
            int which = i;
            if (outputs.get(i).dtype().isFloating()) {
                Tensor weights = Tensor.of(Nd4j.linspace(
                                DataType.DOUBLE,
                                -1,
                                0.37,
                                outputs.get(i).shape().size())
                        .reshape('c', outputs.get(i).shape().dims()));
                checkDerivative(
                        List.of(x), in -> Ops.multiply(function.apply(in.get(0)).get(which), weights));
            }
        }
    }

    @Test
    void gradientsOfDecompositionsFlowThroughAllResults() {
        checkDerivatives(matrix(3, 3), x -> List.of(Ops.logdet(x)));
        checkDerivatives(matrix(3, 3), Ops::eigh);
        checkDerivatives(matrix(3, 3), Ops::eig);
        for (long[] shape : new long[][] {{3, 3}, {4, 2}, {2, 4}}) {
            Tensor x = matrix(shape[0], shape[1]);
            checkDerivatives(x, Ops::qr);
            checkDerivatives(x, a -> Ops.svd(a, false, true));
            checkDerivatives(x, a -> List.of(Ops.lstsq(a, Ops.ones(Shape.of(shape[0]), DType.FLOAT64))));
        }
        Tensor same = Tensor.of(Nd4j.eye(3).castTo(DataType.DOUBLE).mul(2));
        checkDerivatives(same, x -> List.of(Ops.sum(Ops.svd(x).get(1))));
        checkDerivatives(same, x -> List.of(Ops.sum(Ops.eigh(x).get(0))));
        checkDerivatives(matrix(3, 5), x -> Ops.topK(x, 2));
        checkDerivatives(matrix(3, 5), x -> Ops.unique(x, false, false, false, 1, 5, null));
    }

    @Test
    void decompositionsSayWhichGradientsTheyLack() {
        Tensor x = matrix(4, 2);
        try (GradientTape tape = new GradientTape()) {
            Tensor q = Ops.qr(x, "complete").get(0);
            Tensor u = Ops.svd(x).get(0);
            assertThatThrownBy(() -> tape.gradientOf(Ops.sum(q), List.of(x)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("mode=\"reduced\" has");
            assertThatThrownBy(() -> tape.gradientOf(Ops.sum(u), List.of(x)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("full_matrices=false");
        }
    }

    @Test
    void decompositionsRejectMatricesThatDoNotFit() {
        Tensor wide = matrix(2, 3);
        Tensor vector = Ops.ones(Shape.of(3), DType.FLOAT64);
        List<UnaryOperator<Tensor>> ofSquares = List.of(
                Ops::cholesky,
                Ops::choleskyInverse,
                Ops::det,
                Ops::inv,
                Ops::logdet,
                x -> Ops.eig(x).get(0),
                x -> Ops.eigh(x).get(0));
        for (UnaryOperator<Tensor> function : ofSquares) {
            assertThatThrownBy(() -> function.apply(wide))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("expected a square matrix, got shape (2, 3)");
        }
        assertRejected(() -> Ops.qr(vector), "qr: expected an input with at least 2 axes, got shape (3,)");
        assertRejected(() -> Ops.qr(wide, "raw"), "qr: expected mode \"reduced\" or \"complete\", got \"raw\"");
        assertRejected(
                () -> Ops.solve(matrix(3, 3), Ops.ones(Shape.of(2, 4), DType.FLOAT64)),
                "solve: expected b to have as many rows as a, got shapes (3, 3) and (2, 4)");
        assertRejected(
                () -> Ops.lstsq(wide, vector),
                "lstsq: expected a (M, N) and b (M) or (M, K), got shapes (2, 3) and (3,)");
        assertRejected(() -> Ops.cholesky(Ops.negative(matrix(2, 2))), "cholesky: a matrix is not positive definite");
        assertRejected(() -> Ops.inv(Ops.zeros(Shape.of(2, 2), DType.FLOAT32)), "inv: a matrix is singular");
        assertRejected(
                () -> Ops.solve(Ops.ones(Shape.of(2, 2), DType.FLOAT32), Ops.ones(Shape.of(2), DType.FLOAT32)),
                "solve: a matrix is singular");
        assertRejected(
                () -> Ops.solveTriangular(
                        Ops.zeros(Shape.of(2, 2), DType.FLOAT32), Ops.ones(Shape.of(2), DType.FLOAT32)),
                "solve_triangular: a matrix has a zero on its diagonal");
        assertRejected(
                () -> Ops.eig(Tensor.of(Nd4j.createFromArray(new double[][] {{0, 1}, {-1, 0}}))),
                "eig: a matrix has complex eigenvalues, and there are no complex numbers here");
        assertRejected(
                () -> Ops.norm(wide, "max", null, false),
                "norm: expected ord \"fro\" or \"nuc\" or a number, got \"max\"");
        assertRejected(
                () -> Ops.norm(wide, "fro", List.of(1), false),
                "norm: ord \"fro\" is for matrices, got the one axis 1");
        assertRejected(
                () -> Ops.norm(wide, 3, null, false),
                "norm: expected ord 1, -1, 2, -2, ∞, -∞, \"fro\" or \"nuc\" for matrices, got 3.0");
        assertRejected(
                () -> Ops.norm(Ops.ones(Shape.of(1, 2, 3), DType.FLOAT32), 1, null, false),
                "norm: expected one axis for vectors or two for matrices, got [0, 1, 2] of shape (1, 2, 3)");
        assertRejected(
                () -> Ops.cross(vector, Ops.ones(Shape.of(4), DType.FLOAT64)),
                "cross: expected 2 or 3 elements along axis -1 of b, got shape (4,)");
        assertRejected(
                () -> Ops.diag(Ops.ones(Shape.of(1, 2, 3), DType.FLOAT32)),
                "diag: expected a vector or a matrix, got shape (1, 2, 3)");
        assertRejected(
                () -> Ops.diagonal(wide, 0, 1, -1), "diagonal: expected two different axes, got axis1=1 and axis2=-1");
        assertRejected(
                () -> Ops.vander(wide, 2, false),
                "vander: expected a vector and no negative N, got shape (2, 3) and N=2");
        assertRejected(
                () -> Ops.cdist(wide, matrix(2, 2)),
                "cdist: expected last axes of the same size, got shapes (2, 3) and (2, 2)");
    }

    @Test
    void sortingRejectsWhatDoesNotFit() {
        Tensor x = matrix(2, 3);
        assertRejected(
                () -> Ops.topK(x, 4),
                "top_k: expected k from 0 to the size of the last axis, got k=4 for shape (2, 3)");
        assertRejected(() -> Ops.argpartition(x, 3), "argpartition: kth=3 is out of range for axis -1 of shape (2, 3)");
        assertRejected(
                () -> Ops.searchsorted(x, x),
                "searchsorted: expected a vector as the sorted sequence, got shape (2, 3)");
        assertRejected(
                () -> Ops.searchsorted(x, x, "middle"),
                "searchsorted: expected side \"left\" or \"right\", got \"middle\"");
        assertRejected(() -> Ops.digitize(x, x), "digitize: expected bins with 1 axis, got shape (2, 3)");
        assertRejected(() -> Ops.bincount(x), "bincount: expected a vector or a matrix of integers, got float64(2, 3)");
        assertRejected(
                () -> Ops.histogram(x, 3),
                "histogram: expected a vector and no negative number of bins, got shape (2, 3) and bins=3");
        assertRejected(
                () -> Ops.histogram(x, 3, 1, 0),
                "histogram: expected a range whose end is not below its start, got 1.0 to 0.0");
        assertRejected(
                () -> Ops.quantile(x, Ops.scalar(0.5, DType.FLOAT64), null, "best", false),
                "quantile: expected a method of [linear, lower, higher, midpoint, nearest], got \"best\"");
        assertRejected(
                () -> Ops.percentile(x, x, null, "linear", false),
                "percentile: expected q with at most 1 axis, got shape (2, 3)");
        assertThatThrownBy(() -> Ops.takeAlongAxis(x, Ops.full(Shape.of(2, 1), 3, DType.INT32), 1))
                .hasMessage("gather: index 3 is out of range for axis 1 of size 3; expected 0 to 2");
    }

    @Test
    void sizesThatDependOnElementsAreErrorsWhereTheseAreNotKnown() {
        Tensor x = Input.of(3).dtype("int32");
        assertThatThrownBy(() -> Ops.unique(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "unique: the size of the result depends on the elements, which are not known while a model is"
                                + " being described or planned; give size=");
        assertThatThrownBy(() -> Ops.bincount(x))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("bincount: the size of the result depends on the elements");
        assertThatThrownBy(() -> Plan.of(Tracer.trace(
                        List.of(new TensorSpec(Shape.of(4), DType.INT32)), in -> List.of(Ops.unique(in.get(0))))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("give size=");
        assertThat(Ops.unique(x, false, false, true, null, 4, null).get(1).shape())
                .isEqualTo(Shape.of(4));
    }

    @Test
    void emptyMatricesHaveDeterminantsAndHistogramsMayHaveNoBins() {
        Tensor empty = Ops.zeros(Shape.of(2, 0, 0), DType.FLOAT32);
        assertThat(Ops.det(empty).value().toDoubleVector()).containsExactly(1, 1);
        assertThat(Ops.slogdet(empty).get(1).value().toDoubleVector()).containsExactly(0, 0);
        List<Tensor> none = Ops.histogram(Ops.ones(Shape.of(3), DType.FLOAT32), 0);
        assertThat(none.get(0).shape()).isEqualTo(Shape.of(0));
        assertThat(none.get(1).shape()).isEqualTo(Shape.of(1));
        assertThat(Ops.svd(Ops.zeros(Shape.of(0, 2), DType.FLOAT32)).get(2).value())
                .isEqualTo(Nd4j.eye(2));
    }

    @Test
    void recurrentOpsRejectShapesThatDoNotFit() {
        Tensor[] x = sequence(2, 3, 2, 2, 4);
        Tensor wide = Ops.ones(Shape.of(3, 8), DType.FLOAT64);
        assertRejected(
                () -> Ops.lstm(x[4], x[1], x[2], x[3], x[4], x[5]),
                "lstm: expected x to have the shape (None, None, None), got (2, 2)");
        assertRejected(
                () -> Ops.lstm(x[0], wide, x[2], x[3], x[4], x[5]),
                "lstm: expected the kernel to have the shape (2, 8), got (3, 8)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], wide, x[3], x[4], x[5]),
                "lstm: expected the recurrent kernel to have the shape (3, 12), got (3, 8)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], x[2], x[4], x[4], x[5]),
                "lstm: expected the bias to have the shape (8,), got (2, 2)");
        assertRejected(
                () -> Ops.lstm(x[0], x[1], x[2], x[3], x[4], x[1]),
                "lstm: expected an initial state to have the shape (2, 2), got (2, 8)");
        assertRejected(
                () -> Ops.lstm(Ops.slice(x[0], 1, 0, 0), x[1], x[2], x[3], x[4], x[5]),
                "lstm: expected at least one step, got x of shape (2, 0, 2)");
        assertRejected(
                () -> Ops.gru(x[0], x[1], x[2], x[3], x[4]),
                "gru: expected the bias to have the shape (2, 6), got (8,)");
    }

    private static void assertRejected(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @Test
    void recurrentOpsSayThatTheyHaveNoSecondDerivative() {
        List<Tensor> x = List.of(sequence(2, 3, 2, 2, 4));
        try (GradientTape outer = new GradientTape()) {
            Tensor gradient;
            try (GradientTape inner = new GradientTape()) {
                Tensor y = Ops.lstm(x.get(0), x.get(1), x.get(2), x.get(3), x.get(4), x.get(5))
                        .get(0);
                gradient = inner.gradientOf(Ops.sum(y), x).get(0);
            }
            assertThatThrownBy(() -> outer.gradientOf(Ops.sum(gradient), x))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(
                            "lstm has no second derivative here; a layer with unroll(true) is made of ops that have");
        }
    }

    @Test
    void numbersTakeTheTypeOfTheTensorTheyMeet() {
        Tensor floats = Ops.ones(Shape.of(2), DType.FLOAT64);
        Tensor whole = Ops.ones(Shape.of(2), DType.INT64);
        Tensor flags = Ops.ones(Shape.of(2), DType.BOOL);
        assertThat(Ops.add(floats, 0.5).dtype()).isEqualTo(DType.FLOAT64);
        assertThat(Ops.add(whole, 2).dtype()).isEqualTo(DType.INT64);
        assertThat(Ops.add(whole, 0.5).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.add(flags, 1).dtype()).isEqualTo(DType.INT32);
        assertThat(Ops.divide(1, whole).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Ops.subtract(3, whole).value().toIntVector()).containsExactly(2, 2);
        assertThat(Ops.power(2, floats).value().toDoubleVector()).containsExactly(2, 2);
    }

    @Test
    void makesTensors() {
        assertThat(Ops.full(Shape.of(2, 1), 3, DType.INT32).value())
                .isEqualTo(Nd4j.createFromArray(new int[][] {{3}, {3}}));
        assertThat(Ops.zeros(Shape.scalar(), DType.BOOL).value().getInt(0)).isZero();
        assertThat(Ops.ones(Shape.of(0, 2), DType.FLOAT32).shape()).isEqualTo(Shape.of(0, 2));
        assertThat(Ops.arange(3).value().toIntVector()).containsExactly(0, 1, 2);
        assertThat(Ops.sumTo(Ops.ones(Shape.of(2, 3, 4), DType.FLOAT64), Shape.of(3, 1))
                        .value()
                        .data()
                        .asDouble())
                .containsExactly(8, 8, 8);
    }

    @Test
    void logsumexpOfInfinities() {
        Tensor x = Tensor.of(Nd4j.createFromArray(new double[][] {
            {Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY}, {1000, Double.NEGATIVE_INFINITY}, {1000, 1000}
        }));
        assertThat(Ops.logsumexp(x, List.of(1), false).value().toDoubleVector())
                .containsExactly(new double[] {Double.NEGATIVE_INFINITY, 1000, 1000 + Math.log(2)}, within(1e-9));
    }

    @Test
    void saysWhatDoesNotFit() {
        Tensor x = Ops.ones(Shape.of(2, 3), DType.FLOAT32);
        assertThatThrownBy(() -> Ops.add(x, Ops.ones(Shape.of(4), DType.FLOAT32)))
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("(4,)");
        assertThatThrownBy(() -> Ops.matmul(x, x))
                .hasMessageContaining("matmul")
                .hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.reshape(x, 4, -1))
                .hasMessageContaining("reshape")
                .hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.reshape(x, -1, -1)).hasMessageContaining("reshape");
        assertThatThrownBy(() -> Ops.sum(x, 2)).hasMessageContaining("axis 2").hasMessageContaining("(2, 3)");
        assertThatThrownBy(() -> Ops.transpose(x, 0)).hasMessageContaining("transpose");
        assertThatThrownBy(() -> Ops.transpose(x, 0, 0)).hasMessageContaining("transpose");
        assertThatThrownBy(() -> Ops.concatenate(List.of(x, Ops.ones(Shape.of(2, 4), DType.FLOAT32)), 0))
                .hasMessageContaining("concatenate")
                .hasMessageContaining("(2, 4)");
        assertThatThrownBy(() -> Ops.concatenate(List.of(), 0)).hasMessageContaining("concatenate");
        assertThatThrownBy(() -> Ops.squeeze(x, 0)).hasMessageContaining("squeeze");
        assertThatThrownBy(() -> Ops.expandDims(x, 4)).hasMessageContaining("axis 4");
        assertThatThrownBy(() -> Ops.split(x, 2, 1)).hasMessageContaining("split");
        assertThatThrownBy(() -> Ops.slice(x, 1, 4, 5)).hasMessageContaining("slice");
        assertThatThrownBy(() -> Ops.slice(x, 1, 3, 2)).hasMessageContaining("slice");
        assertThatThrownBy(() -> Ops.pad(x, List.of(1L), List.of(1L), 0)).hasMessageContaining("pad");
        assertThatThrownBy(() -> Ops.broadcastTo(x, Shape.of(3, 3))).hasMessageContaining("broadcast_to");
        assertThatThrownBy(() -> Ops.take(x, Ops.ones(Shape.of(1), DType.FLOAT32), 0))
                .hasMessageContaining("gather");
        assertThatThrownBy(() -> Ops.take(x, Ops.full(Shape.of(1), -1, DType.INT32), 1))
                .hasMessage("gather: index -1 is out of range for axis 1 of size 3; expected 0 to 2");
        assertThatThrownBy(() -> Ops.max(Ops.ones(Shape.of(0, 2), DType.FLOAT32), 0))
                .hasMessageContaining("max");
        Tensor image = Ops.ones(Shape.of(1, 4, 4, 3), DType.FLOAT32);
        Tensor kernel = Ops.ones(Shape.of(5, 5, 3, 2), DType.FLOAT32);
        List<Integer> ones = List.of(1, 1);
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "valid", "channels_last", ones))
                .hasMessageContaining("does not fit")
                .hasMessageContaining("(1, 4, 4, 3)");
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "full", "channels_last", ones))
                .hasMessageContaining("padding")
                .hasMessageContaining("full");
        assertThatThrownBy(() -> Ops.conv(image, kernel, ones, "same", "NHWC", ones))
                .hasMessageContaining("data_format")
                .hasMessageContaining("NHWC");
        assertThatThrownBy(() -> Ops.conv(
                        image, Ops.ones(Shape.of(3, 3, 2, 2), DType.FLOAT32), ones, "same", "channels_last", ones))
                .hasMessageContaining("(3, 3, 2, 2)")
                .hasMessageContaining("(1, 4, 4, 3)");
        assertThatThrownBy(() -> Ops.einsum("ij,jk->ik", x)).hasMessageContaining("does not fit 1 operands");
        assertThatThrownBy(() -> Ops.einsum("ii->i", x))
                .hasMessageContaining("(2, 3)")
                .hasMessageContaining("of its own");
        assertThatThrownBy(() -> Ops.einsum("ijk->k", x)).hasMessageContaining("(2, 3) by ijk");
        assertThatThrownBy(() -> Ops.einsum("ij->ijk", x)).hasMessageContaining("some of those of the operands");
        assertThatThrownBy(() -> Ops.einsum("ij,ij", x, Ops.transpose(x)))
                .hasMessageContaining(
                        "einsum: the equation \"ij,ij\" does not fit operands of shapes (2, 3) and (3, 2)");
        assertThatThrownBy(() -> Ops.dotProductAttention(x, x, x, null, null, null, false))
                .hasMessageContaining("expected query, key and value with 4 axes");
        assertThatThrownBy(() -> Ops.convTranspose(image, kernel, ones, "same", null, "channels_last", ones))
                .hasMessage(
                        "conv_transpose: a kernel of shape (5, 5, 3, 2) does not fit an input of shape (1, 4, 4, 3)");
        assertThat(Ops.slice(x, 1, 1, Slice.END).shape()).isEqualTo(Shape.of(2, 2));
    }
}
