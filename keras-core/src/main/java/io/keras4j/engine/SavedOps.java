package io.keras4j.engine;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Op;
import io.keras4j.ops.array.BroadcastTo;
import io.keras4j.ops.array.Concatenate;
import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.ops.array.Flip;
import io.keras4j.ops.array.Gather;
import io.keras4j.ops.array.GatherAlong;
import io.keras4j.ops.array.Pad;
import io.keras4j.ops.array.Reshape;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.array.Split;
import io.keras4j.ops.array.Transpose;
import io.keras4j.ops.bitwise.Bitcast;
import io.keras4j.ops.bitwise.BitwiseAnd;
import io.keras4j.ops.bitwise.BitwiseNot;
import io.keras4j.ops.bitwise.BitwiseOr;
import io.keras4j.ops.bitwise.BitwiseXor;
import io.keras4j.ops.bitwise.LeftShift;
import io.keras4j.ops.bitwise.RightShift;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.elementwise.Abs;
import io.keras4j.ops.linalg.*;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Softmax;
import io.keras4j.ops.nn.Window;
import io.keras4j.ops.reduction.*;
import io.keras4j.ops.sorting.*;
import io.keras4j.ops.spectral.Dft;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The operation of keras.ops that does what an op does: what is saved for it. */
final class SavedOps {
    private static final Map<Class<?>, BiFunction<Op, List<Object>, Operation>> ALL = new HashMap<>();

    static {
        elementwise();
        reductions();
        arrangement();
        linearAlgebra();
        sorting();
        neuralNetworks();
        bits();
    }

    private SavedOps() {}

    /**
     * The operation that computes {@code op}.
     *
     * @param constants for each operand its fixed value, or null for an input
     * @throws IllegalArgumentException when there is none
     */
    static Operation operation(Op op, List<Tensor> constants) {
        BiFunction<Op, List<Object>, Operation> form = ALL.get(op.getClass());
        List<Object> operands = constants.stream()
                .map(constant -> constant == null ? Operation.INPUT : encode(constant))
                .toList();
        Operation operation = form == null ? null : form.apply(op, operands);
        if (operation == null) {
            throw new IllegalArgumentException("A model cannot be saved with " + op
                    + ", which keras.ops has no operation for; put it into a layer of your own, which is registered");
        }
        return operation;
    }

    /** The classes of ops that can be saved. */
    static Set<Class<?>> types() {
        return ALL.keySet();
    }

    /** A fixed operand: a number as one, so that it takes the dtype of the tensor that it meets. */
    private static Object encode(Tensor constant) {
        if (constant.rank() > 0) {
            return Codecs.array().encode(constant.value());
        }
        double value = constant.value().getDouble(0);
        if (constant.dtype() == DType.BOOL) {
            return value != 0;
        }
        return constant.dtype().isFloating() ? (Object) value : (Object) (long) value;
    }

    private static Map<String, Object> config(Object... keysAndValues) {
        Map<String, Object> config = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            config.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return config;
    }

    private static <O extends Op> void add(Class<O> type, BiFunction<O, List<Object>, Operation> form) {
        ALL.put(type, (op, operands) -> form.apply(type.cast(op), operands));
    }

    private static <O extends Op> void add(
            Class<O> type, String module, String className, Function<O, Map<String, Object>> config) {
        add(type, (op, operands) -> new Operation(module, className, config.apply(op), operands));
    }

    private static void plain(String module, String className, Class<? extends Op> type) {
        add(type, module, className, op -> Map.of());
    }

    private static void elementwise() {
        plain("numpy", "Absolute", Abs.class);
        plain("numpy", "Add", Add.class);
        plain("numpy", "Arccos", Acos.class);
        plain("numpy", "Arcsin", Asin.class);
        plain("numpy", "Arcsinh", Asinh.class);
        plain("numpy", "Arctan", Atan.class);
        plain("numpy", "Arctan2", Atan2.class);
        plain("numpy", "Ceil", Ceil.class);
        plain("numpy", "Cos", Cos.class);
        plain("numpy", "Cosh", Cosh.class);
        plain("numpy", "Divide", Divide.class);
        plain("numpy", "Equal", Equal.class);
        plain("numpy", "Exp", Exp.class);
        plain("numpy", "Expm1", Expm1.class);
        plain("numpy", "Floor", Floor.class);
        plain("numpy", "FloorDivide", FloorDivide.class);
        plain("numpy", "Greater", Greater.class);
        plain("numpy", "GreaterEqual", GreaterEqual.class);
        plain("numpy", "Isfinite", IsFinite.class);
        plain("numpy", "Isinf", IsInf.class);
        plain("numpy", "Isnan", IsNan.class);
        plain("numpy", "Less", Less.class);
        plain("numpy", "LessEqual", LessEqual.class);
        plain("numpy", "Log", Log.class);
        plain("numpy", "Log1p", Log1p.class);
        plain("numpy", "LogicalAnd", LogicalAnd.class);
        plain("numpy", "LogicalNot", LogicalNot.class);
        plain("numpy", "LogicalOr", LogicalOr.class);
        plain("numpy", "LogicalXor", LogicalXor.class);
        plain("numpy", "Maximum", Maximum.class);
        plain("numpy", "Minimum", Minimum.class);
        plain("numpy", "Mod", Mod.class);
        plain("numpy", "Multiply", Multiply.class);
        plain("numpy", "Negative", Negative.class);
        plain("numpy", "NotEqual", NotEqual.class);
        plain("numpy", "Power", Power.class);
        plain("numpy", "Reciprocal", Reciprocal.class);
        plain("numpy", "Sign", Sign.class);
        plain("numpy", "Sin", Sin.class);
        plain("numpy", "Sinh", Sinh.class);
        plain("numpy", "Sqrt", Sqrt.class);
        plain("numpy", "Square", Square.class);
        plain("numpy", "Subtract", Subtract.class);
        plain("numpy", "Tan", Tan.class);
        plain("numpy", "Tanh", Tanh.class);
        plain("numpy", "Where", Where.class);
        plain("numpy", "Gcd", Gcd.class);
        plain("numpy", "Nextafter", NextAfter.class);
        plain("math", "Erfc", Erfc.class);
        plain("math", "Erfinv", Erfinv.class);
        add(BesselI.class, (op, operands) -> op.order() == 0 ? new Operation("numpy", "I0", Map.of(), operands) : null);
        add(
                Dft.class,
                (op, operands) -> op.inverse() ? null : new Operation("math", "FFT", Map.of(), List.of(operands)));
        plain("math", "Erf", Erf.class);
        plain("math", "Rsqrt", Rsqrt.class);
        plain("nn", "Relu", Relu.class);
        plain("nn", "Sigmoid", Sigmoid.class);
        plain("nn", "Softplus", Softplus.class);
        plain("core", "StopGradient", StopGradient.class);
        add(Round.class, "numpy", "Round", op -> config("decimals", 0));
        add(Cast.class, "core", "Cast", op -> config("dtype", op.dtype().toString()));
    }

    private static void reductions() {
        reduction("All", All.class);
        reduction("Any", Any.class);
        reduction("Max", Max.class, "initial");
        reduction("Mean", Mean.class);
        reduction("Min", Min.class, "initial");
        reduction("Prod", Prod.class, "dtype");
        reduction("Sum", Sum.class);
        add(ArgMax.class, "numpy", "Argmax", op -> config("axis", op.axis(), "keepdims", op.keepDims()));
        add(ArgMin.class, "numpy", "Argmin", op -> config("axis", op.axis(), "keepdims", op.keepDims()));
    }

    private static void reduction(String className, Class<? extends Reduction> type, String... withoutValue) {
        add(type, "numpy", className, op -> {
            Map<String, Object> config = config("axis", op.axes(), "keepdims", op.keepDims());
            List.of(withoutValue).forEach(key -> config.put(key, null));
            return config;
        });
    }

    private static void arrangement() {
        add(Reshape.class, "numpy", "Reshape", op -> config("newshape", boxed(op.shape())));
        add(Transpose.class, "numpy", "Transpose", op -> config("axes", op.axes()));
        add(Flip.class, "numpy", "Flip", op -> config("axis", op.axes()));
        add(Split.class, "numpy", "Split", op -> config("indices_or_sections", op.sections(), "axis", op.axis()));
        add(Gather.class, "numpy", "Take", op -> config("axis", op.axis()));
        add(
                BroadcastTo.class,
                (op, operands) -> op.shape().isKnown()
                        ? new Operation("numpy", "BroadcastTo", config("shape", boxed(op.shape())), operands)
                        : null);
        add(
                Concatenate.class,
                (op, operands) -> new Operation("numpy", "Concatenate", config("axis", op.axis()), List.of(operands)));
        add(
                CumulativeSum.class,
                (op, operands) -> op.reverse()
                        ? null
                        : new Operation("numpy", "Cumsum", config("axis", op.axis(), "dtype", null), operands));
        add(GatherAlong.class, "numpy", "TakeAlongAxis", op -> config("axis", op.axis()));
        add(
                MatMul.class,
                (op, operands) -> op.transposeA() || op.transposeB()
                        ? null
                        : new Operation("numpy", "Matmul", Map.of(), operands));
        add(Slice.class, (op, operands) -> {
            List<Object> ranges = new ArrayList<>();
            for (int axis = 0; axis < op.start().size(); axis++) {
                long stop = op.stop().get(axis);
                Map<String, Object> range = config(
                        "start", op.start().get(axis),
                        "stop", stop == Slice.END ? null : stop,
                        "step", op.step().get(axis));
                ranges.add(config("class_name", "__slice__", "config", range));
            }
            return new Operation("numpy", "GetItem", Map.of(), List.of(operands.get(0), ranges));
        });
        add(Pad.class, (op, operands) -> {
            List<Object> widths = IntStream.range(0, op.before().size())
                    .mapToObj(axis ->
                            (Object) List.of(op.before().get(axis), op.after().get(axis)))
                    .toList();
            Map<String, Object> config = config("pad_width", widths, "mode", "constant");
            return new Operation("numpy", "Pad", config, operands, config("constant_values", op.value()));
        });
    }

    private static void linearAlgebra() {
        plain("linalg", "Det", Det.class);
        plain("linalg", "Eig", Eig.class);
        plain("linalg", "Eigh", Eigh.class);
        plain("linalg", "Inv", Inv.class);
        plain("linalg", "LuFactor", LuFactor.class);
        plain("linalg", "Solve", Solve.class);
        plain("numpy", "Slogdet", Slogdet.class);
        add(Cholesky.class, "linalg", "Cholesky", op -> config("upper", false));
        add(Pinv.class, "linalg", "Pinv", op -> config("rcond", op.rcond()));
        add(Qr.class, "linalg", "Qr", op -> config("mode", op.complete() ? "complete" : "reduced"));
        add(SolveTriangular.class, "linalg", "SolveTriangular", op -> config("lower", op.lower()));
        add(Svd.class, "linalg", "SVD", op -> config("full_matrices", op.fullMatrices(), "compute_uv", op.computeUv()));
    }

    private static void sorting() {
        add(ArgSort.class, "numpy", "Argsort", op -> config("axis", op.axis()));
        add(TopK.class, "math", "TopK", op -> config("k", op.k(), "sorted", true));
        add(SearchSorted.class, "numpy", "SearchSorted", op -> config("side", op.right() ? "right" : "left"));
        add(
                Unique.class,
                "numpy",
                "Unique",
                op -> config(
                        "sorted", true,
                        "return_index", true,
                        "return_inverse", true,
                        "return_counts", true,
                        "axis", 0,
                        "size", op.size(),
                        "fill_value", op.fill()));
    }

    private static void bits() {
        plain("numpy", "BitwiseAnd", BitwiseAnd.class);
        plain("numpy", "BitwiseNot", BitwiseNot.class);
        plain("numpy", "BitwiseOr", BitwiseOr.class);
        plain("numpy", "BitwiseXor", BitwiseXor.class);
        plain("numpy", "LeftShift", LeftShift.class);
        plain("numpy", "RightShift", RightShift.class);
        add(Bitcast.class, "numpy", "View", op -> config("dtype", op.dtype().toString()));
    }

    private static List<Long> boxed(Shape shape) {
        return java.util.Arrays.stream(shape.dims()).boxed().toList();
    }

    private static void neuralNetworks() {
        add(Softmax.class, "nn", "Softmax", op -> config("axis", op.axis()));
        add(LogSoftmax.class, "nn", "LogSoftmax", op -> config("axis", op.axis()));
        add(MaxPool.class, "nn", "MaxPool", op -> pool(op.window()));
        add(AveragePool.class, "nn", "AveragePool", op -> pool(op.window()));
        add(Convolution.class, "nn", "Conv", op -> {
            Map<String, Object> config = sliding(op.window());
            config.put("dilation_rate", op.window().dilation());
            return config;
        });
    }

    private static Map<String, Object> pool(Window window) {
        Map<String, Object> config = config("pool_size", window.size());
        config.putAll(sliding(window));
        return config;
    }

    private static Map<String, Object> sliding(Window window) {
        return config(
                "strides", window.strides(),
                "padding", window.padding().toString(),
                "data_format", "channels_last");
    }
}
