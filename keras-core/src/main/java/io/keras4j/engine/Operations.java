package io.keras4j.engine;

import io.keras4j.activations.Activation;
import io.keras4j.config.Codecs;
import io.keras4j.config.Nearest;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.Slice;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** Computes the operations of keras.ops that files hold, by the names of their classes. */
final class Operations {
    /** More copies or classes than this are not believed: a small file must not ask for all memory. */
    private static final int MOST = 1 << 24;

    private interface Function {
        List<Tensor> apply(Call call);
    }

    private interface One {
        Tensor apply(Call call);
    }

    private interface Reduction {
        Tensor apply(Tensor x, List<Integer> axes, boolean keepDims);
    }

    private static final Map<String, Function> ALL = new HashMap<>();

    static {
        unary();
        binary();
        reductions();
        arrangement();
        linearAlgebra();
        sorting();
        neuralNetworks();
        moreOfNumpy();
        bits();
        missingNumbers();
        moreArrangement();
        frequencies();
        losses();
    }

    private Operations() {}

    static boolean knows(String className) {
        return ALL.containsKey(className);
    }

    static Set<String> names() {
        return ALL.keySet();
    }

    /** The outputs of {@code operation} for {@code inputs}. */
    static List<Tensor> compute(Operation operation, List<Tensor> inputs) {
        Function function = ALL.get(operation.className());
        if (function == null) {
            throw new IllegalArgumentException("unknown operation \"" + operation.className() + "\"; "
                    + Nearest.suggest(operation.className(), List.copyOf(ALL.keySet())));
        }
        return function.apply(new Call(operation.argumentsWith(inputs), operation.config(), operation.keywords()));
    }

    /** What an operation is called with, and its configuration. */
    private record Call(List<Object> arguments, Map<String, Object> config, Map<String, Object> keywords) {
        /** Argument {@code i}. */
        Object argument(int i) {
            if (i >= arguments.size()) {
                throw Codecs.unexpected("at least " + (i + 1) + " arguments of an operation", arguments);
            }
            return arguments.get(i);
        }

        /** Argument {@code i} as a tensor: a number takes the dtype of the first tensor that it meets, as Keras has it. */
        Tensor tensor(int i) {
            return tensor(argument(i));
        }

        private Tensor tensor(Object argument) {
            if (argument instanceof Tensor tensor) {
                return tensor;
            }
            if (argument instanceof Boolean flag) {
                return Ops.scalar(flag ? 1 : 0, DType.BOOL);
            }
            if (argument instanceof Number number) {
                return Ops.scalar(number.doubleValue(), typeOf(number));
            }
            return Ops.constant(Codecs.array().decode(argument));
        }

        private DType typeOf(Number number) {
            DType met = arguments.stream()
                    .filter(Tensor.class::isInstance)
                    .map(tensor -> ((Tensor) tensor).dtype())
                    .reduce(DType::result)
                    .orElse(DType.FLOAT32);
            if (met.isFloating()) {
                return met;
            }
            return number instanceof Double ? DType.FLOAT32 : met == DType.BOOL ? DType.INT32 : met;
        }

        /** The tensors of a list as argument. */
        List<Tensor> tensors() {
            return Codecs.list(Codecs.of(this::tensor, tensor -> tensor)).decode(argument(0));
        }

        boolean has(String key) {
            return config.get(key) != null;
        }

        int integer(String key) {
            return Codecs.integer().decode(config.get(key));
        }

        double number(String key) {
            return Codecs.number().decode(config.get(key));
        }

        /** A number, or null. */
        Double optional(String key) {
            return has(key) ? (Double) number(key) : null;
        }

        /** Argument 0; in row-major order when there is no axis. */
        Tensor along() {
            return has("axis") ? tensor(0) : Ops.ravel(tensor(0));
        }

        /** The axis of {@link #along()}. */
        int axisOfAlong() {
            return has("axis") ? integer("axis") : 0;
        }

        boolean flag(String key) {
            return Boolean.TRUE.equals(config.get(key));
        }

        String text(String key) {
            return Codecs.string().decode(config.get(key));
        }

        /** One number or several. */
        List<Integer> integers(String key) {
            return Codecs.axes().decode(config.get(key));
        }

        /** One number or several; null for all. */
        List<Integer> axesOf(Tensor x) {
            return Ops.axesOrAll(x, has("axis") ? integers("axis") : null);
        }

        int[] array(String key) {
            return integers(key).stream().mapToInt(Integer::intValue).toArray();
        }

        Shape shape(String key) {
            return Shape.of(Codecs.list(Codecs.longInteger()).decode(config.get(key)).stream()
                    .mapToLong(Long::longValue)
                    .toArray());
        }
    }

    // ---- Elementwise

    private static void one(String className, One function) {
        ALL.put(className, call -> List.of(function.apply(call)));
    }

    private static void unary(String className, UnaryOperator<Tensor> function) {
        one(className, call -> function.apply(call.tensor(0)));
    }

    private static void unary() {
        unary("Absolute", Ops::abs);
        unary("Arccos", Ops::arccos);
        unary("Arccosh", Ops::arccosh);
        unary("Arcsin", Ops::arcsin);
        unary("Arcsinh", Ops::arcsinh);
        unary("Arctan", Ops::arctan);
        unary("Arctanh", Ops::arctanh);
        unary("Ceil", Ops::ceil);
        unary("Cos", Ops::cos);
        unary("Cosh", Ops::cosh);
        unary("Erf", Ops::erf);
        unary("Exp", Ops::exp);
        unary("Exp2", Ops::exp2);
        unary("Expm1", Ops::expm1);
        unary("Floor", Ops::floor);
        unary("Isfinite", Ops::isfinite);
        unary("Isinf", Ops::isinf);
        unary("Isnan", Ops::isnan);
        unary("Log", Ops::log);
        unary("Log10", Ops::log10);
        unary("Log1p", Ops::log1p);
        unary("Log2", Ops::log2);
        unary("LogicalNot", Ops::logicalNot);
        unary("Negative", Ops::negative);
        unary("OnesLike", Ops::onesLike);
        unary("Ravel", Ops::ravel);
        unary("Reciprocal", Ops::reciprocal);
        unary("Rsqrt", Ops::rsqrt);
        unary("Sign", Ops::sign);
        unary("Sin", Ops::sin);
        unary("Sinh", Ops::sinh);
        unary("Sqrt", Ops::sqrt);
        unary("Square", Ops::square);
        unary("StopGradient", Ops::stopGradient);
        unary("Tan", Ops::tan);
        unary("Tanh", Ops::tanh);
        unary("ZerosLike", Ops::zerosLike);
        one("Cast", call -> Ops.cast(call.tensor(0), DType.of(call.text("dtype"))));
        one("Clip", call -> Ops.clip(call.tensor(0), call.number("x_min"), call.number("x_max")));
        one("Round", call -> {
            if (call.integer("decimals") != 0) {
                throw Codecs.unexpected("decimals=0 for an operation Round", call.integer("decimals"));
            }
            return Ops.round(call.tensor(0));
        });
    }

    private static void binary(String className, BinaryOperator<Tensor> function) {
        one(className, call -> function.apply(call.tensor(0), call.tensor(1)));
    }

    private static void binary() {
        binary("Add", Ops::add);
        binary("Arctan2", Ops::arctan2);
        binary("Divide", Ops::divide);
        binary("DivideNoNan", Ops::divideNoNan);
        binary("Dot", Ops::dot);
        binary("Equal", Ops::equal);
        binary("FloorDivide", Ops::floorDivide);
        binary("Greater", Ops::greater);
        binary("GreaterEqual", Ops::greaterEqual);
        binary("Less", Ops::less);
        binary("LessEqual", Ops::lessEqual);
        binary("Logaddexp", Ops::logaddexp);
        binary("LogicalAnd", Ops::logicalAnd);
        binary("LogicalOr", Ops::logicalOr);
        binary("LogicalXor", Ops::logicalXor);
        binary("Matmul", Ops::matmul);
        binary("Maximum", Ops::maximum);
        binary("Minimum", Ops::minimum);
        binary("Mod", Ops::mod);
        binary("Multiply", Ops::multiply);
        binary("NotEqual", Ops::notEqual);
        binary("Outer", Ops::outer);
        binary("Power", Ops::power);
        binary("Subtract", Ops::subtract);
        binary("TrueDivide", Ops::divide);
        one("Where", call -> Ops.where(call.tensor(0), call.tensor(1), call.tensor(2)));
    }

    // ---- Reductions

    private static void reduction(String className, Reduction function) {
        one(className, call -> {
            Tensor x = call.tensor(0);
            if (call.has("initial") || call.has("dtype")) {
                throw Codecs.unexpected("neither initial nor dtype for an operation " + className, call.config());
            }
            return function.apply(x, call.axesOf(x), call.flag("keepdims"));
        });
    }

    private static void reductions() {
        reduction("All", Ops::all);
        reduction("Amax", Ops::max);
        reduction("Amin", Ops::min);
        reduction("Any", Ops::any);
        reduction("Logsumexp", Ops::logsumexp);
        reduction("Max", Ops::max);
        reduction("Mean", Ops::mean);
        reduction("Min", Ops::min);
        reduction("Prod", Ops::prod);
        reduction("Std", Ops::std);
        reduction("Sum", Ops::sum);
        reduction("Var", Ops::var);
        reduction("CountNonzero", (x, axes, keepDims) -> Ops.countNonzero(x, axes));
        one("Argmax", call -> Ops.argmax(call.tensor(0), call.integer("axis"), call.flag("keepdims")));
        one("Argmin", call -> Ops.argmin(call.tensor(0), call.integer("axis"), call.flag("keepdims")));
    }

    // ---- Arrangement

    private static void arrangement() {
        one("BroadcastTo", call -> Ops.broadcastTo(call.tensor(0), call.shape("shape")));
        one("Concatenate", call -> Ops.concatenate(call.tensors(), call.integer("axis")));
        one("Cumsum", call -> Ops.cumsum(call.tensor(0), call.integer("axis")));
        one("ExpandDims", call -> {
            Tensor x = call.tensor(0);
            for (int axis : call.integers("axis")) {
                x = Ops.expandDims(x, axis);
            }
            return x;
        });
        one("Flip", call -> {
            Tensor x = call.tensor(0);
            for (int axis : call.axesOf(x)) {
                x = Ops.flip(x, axis);
            }
            return x;
        });
        one("GetItem", call -> item(call.tensor(0), call.argument(1)));
        one("Moveaxis", call -> Ops.moveaxis(call.tensor(0), call.integer("source"), call.integer("destination")));
        one("Pad", Operations::pad);
        one("Repeat", call -> Ops.repeat(call.along(), limited(call.integer("repeats")), call.axisOfAlong()));
        one("Reshape", call -> Ops.reshape(call.tensor(0), call.shape("newshape")));
        one("Roll", call -> {
            Tensor x = call.tensor(0);
            int shift = call.integer("shift");
            return call.has("axis") ? Ops.roll(x, shift, call.integer("axis")) : Ops.roll(x, shift);
        });
        ALL.put("Split", call -> {
            Tensor x = call.tensor(0);
            int axis = call.integer("axis");
            return call.config().get("indices_or_sections") instanceof Number
                    ? Ops.split(x, call.integer("indices_or_sections"), axis)
                    : Ops.split(
                            x,
                            Codecs.list(Codecs.longInteger())
                                    .decode(call.config().get("indices_or_sections")),
                            axis);
        });
        one("Squeeze", call -> {
            Tensor x = call.tensor(0);
            return call.has("axis") ? Ops.squeeze(x, call.integers("axis")) : Ops.squeeze(x);
        });
        one("Stack", call -> Ops.stack(call.tensors(), call.integer("axis")));
        one("Swapaxes", call -> Ops.swapaxes(call.tensor(0), call.integer("axis1"), call.integer("axis2")));
        one("Take", call -> Ops.take(call.along(), call.tensor(1), call.axisOfAlong()));
        one("Tensordot", call -> {
            if (call.config().get("axes") instanceof Number) {
                return Ops.tensordot(call.tensor(0), call.tensor(1), call.integer("axes"));
            }
            List<List<Integer>> axes =
                    Codecs.list(Codecs.axes()).decode(call.config().get("axes"));
            return Ops.tensordot(call.tensor(0), call.tensor(1), axes.get(0), axes.get(1));
        });
        one("Tile", call -> {
            Arrays.stream(call.array("repeats")).forEach(Operations::limited);
            return Ops.tile(call.tensor(0), call.array("repeats"));
        });
        one("Transpose", call -> {
            Tensor x = call.tensor(0);
            return call.has("axes") ? Ops.transpose(x, call.array("axes")) : Ops.transpose(x);
        });
        one("Tril", call -> Ops.tril(call.tensor(0), call.integer("k")));
        one("Triu", call -> Ops.triu(call.tensor(0), call.integer("k")));
        ALL.put("Unstack", call -> Ops.unstack(call.tensor(0), call.integer("axis")));
    }

    // ---- More of NumPy

    private static void moreOfNumpy() {
        unary("Cbrt", Ops::cbrt);
        unary("Copy", Ops::copy);
        unary("Deg2rad", Ops::deg2rad);
        unary("Erfc", Ops::erfc);
        unary("Erfinv", Ops::erfinv);
        unary("Fabs", Ops::fabs);
        unary("I0", Ops::i0);
        unary("Isneginf", Ops::isneginf);
        unary("Isposinf", Ops::isposinf);
        unary("Isreal", Ops::isreal);
        unary("Rad2deg", Ops::rad2deg);
        unary("Signbit", Ops::signbit);
        unary("Sinc", Ops::sinc);
        unary("Trunc", Ops::trunc);
        binary("Fmax", Ops::fmax);
        binary("Fmin", Ops::fmin);
        binary("Fmod", Ops::fmod);
        binary("Gcd", Ops::gcd);
        binary("Heaviside", Ops::heaviside);
        binary("Hypot", Ops::hypot);
        binary("Lcm", Ops::lcm);
        binary("Ldexp", Ops::ldexp);
        binary("Logaddexp2", Ops::logaddexp2);
        binary("Nextafter", Ops::nextafter);
        one("SaturateCast", call -> Ops.saturateCast(call.tensor(0), DType.of(call.text("dtype"))));
    }

    private static void bits() {
        binary("BitwiseAnd", Ops::bitwiseAnd);
        binary("BitwiseOr", Ops::bitwiseOr);
        binary("BitwiseXor", Ops::bitwiseXor);
        binary("BitwiseLeftShift", Ops::bitwiseLeftShift);
        binary("BitwiseRightShift", Ops::bitwiseRightShift);
        binary("LeftShift", Ops::leftShift);
        binary("RightShift", Ops::rightShift);
        unary("BitwiseInvert", Ops::bitwiseInvert);
        unary("BitwiseNot", Ops::bitwiseNot);
        one("View", call -> Ops.view(call.tensor(0), DType.of(call.text("dtype"))));
    }

    private static void missingNumbers() {
        reduction("Nanmax", Ops::nanmax);
        reduction("Nanmean", Ops::nanmean);
        reduction("Nanmin", Ops::nanmin);
        reduction("Nanprod", Ops::nanprod);
        reduction("Nanstd", Ops::nanstd);
        reduction("Nansum", Ops::nansum);
        reduction("Nanvar", Ops::nanvar);
        reduction("Ptp", Ops::ptp);
        one("Nanargmax", call -> Ops.nanargmax(call.tensor(0), call.integer("axis"), call.flag("keepdims")));
        one("Nanargmin", call -> Ops.nanargmin(call.tensor(0), call.integer("axis"), call.flag("keepdims")));
        one("Cumprod", call -> Ops.cumprod(call.tensor(0), call.integer("axis")));
        one("Nancumprod", call -> Ops.nancumprod(call.tensor(0), call.integer("axis")));
        one("Nancumsum", call -> Ops.nancumsum(call.tensor(0), call.integer("axis")));
    }

    private static void moreArrangement() {
        unary("Fliplr", Ops::fliplr);
        unary("Flipud", Ops::flipud);
        one("Append", call -> {
            Tensor a = call.tensor(0);
            return call.has("axis")
                    ? Ops.append(a, call.tensor(1), call.integer("axis"))
                    : Ops.append(a, call.tensor(1));
        });
        one("Rot90", call -> {
            int[] axes = call.array("axes");
            return Ops.rot90(call.tensor(0), call.integer("k"), axes[0], axes[1]);
        });
        one("Dstack", call -> Ops.dstack(call.tensors()));
        one("Hstack", call -> Ops.hstack(call.tensors()));
        one("Vstack", call -> Ops.vstack(call.tensors()));
        ALL.put(
                "ArraySplit",
                call -> Ops.arraySplit(
                        call.tensor(0), limited(call.integer("indices_or_sections")), call.integer("axis")));
        ALL.put(
                "Dsplit",
                call -> isNumber(call)
                        ? Ops.dsplit(call.tensor(0), call.integer("indices_or_sections"))
                        : Ops.dsplit(call.tensor(0), positions(call)));
        ALL.put(
                "Hsplit",
                call -> isNumber(call)
                        ? Ops.hsplit(call.tensor(0), call.integer("indices_or_sections"))
                        : Ops.hsplit(call.tensor(0), positions(call)));
        one(
                "DepthToSpace",
                call -> Ops.depthToSpace(call.tensor(0), call.integer("block_size"), call.text("data_format")));
        one(
                "SpaceToDepth",
                call -> Ops.spaceToDepth(call.tensor(0), call.integer("block_size"), call.text("data_format")));
        one(
                "Unfold",
                call -> Ops.unfold(
                        call.tensor(0),
                        spatial(call, "kernel_size", 2),
                        spatial(call, "dilation", 2),
                        Codecs.integers(2, 0).decode(call.config().get("padding")),
                        spatial(call, "stride", 2)));
        one(
                "Fold",
                call -> Ops.fold(
                        call.tensor(0),
                        spatial(call, "output_size", 2),
                        spatial(call, "kernel_size", 2),
                        spatial(call, "dilation", 2),
                        Codecs.integers(2, 0).decode(call.config().get("padding")),
                        spatial(call, "stride", 2)));
        one(
                "AdaptiveAveragePool",
                call -> Ops.adaptiveAveragePool(call.tensor(0), window(call, "output_size"), format(call)));
        one("AdaptiveMaxPool", call -> Ops.adaptiveMaxPool(call.tensor(0), window(call, "output_size"), format(call)));
    }

    private static boolean isNumber(Call call) {
        return call.config().get("indices_or_sections") instanceof Number;
    }

    private static List<Long> positions(Call call) {
        return Codecs.list(Codecs.longInteger()).decode(call.config().get("indices_or_sections"));
    }

    private static void frequencies() {
        ALL.put("FFT", call -> Ops.fft(call.tensors().get(0), call.tensors().get(1)));
        ALL.put("FFT2", call -> Ops.fft2(call.tensors().get(0), call.tensors().get(1)));
        ALL.put("IFFT2", call -> Ops.ifft2(call.tensors().get(0), call.tensors().get(1)));
        ALL.put(
                "RFFT",
                call -> call.has("fft_length")
                        ? Ops.rfft(call.tensor(0), limited(call.integer("fft_length")))
                        : Ops.rfft(call.tensor(0)));
        one("IRFFT", call -> {
            List<Tensor> parts = call.tensors();
            return call.has("fft_length")
                    ? Ops.irfft(parts.get(0), parts.get(1), limited(call.integer("fft_length")))
                    : Ops.irfft(parts.get(0), parts.get(1));
        });
        one(
                "ExtractSequences",
                call -> Ops.extractSequences(
                        call.tensor(0), call.integer("sequence_length"), call.integer("sequence_stride")));
        ALL.put(
                "STFT",
                call -> Ops.stft(
                        call.tensor(0),
                        call.integer("sequence_length"),
                        call.integer("sequence_stride"),
                        limited(call.integer("fft_length")),
                        call.text("window"),
                        call.flag("center")));
        one("ISTFT", call -> {
            List<Tensor> parts = call.tensors();
            return Ops.istft(
                    parts.get(0),
                    parts.get(1),
                    call.integer("sequence_length"),
                    call.integer("sequence_stride"),
                    limited(call.integer("fft_length")),
                    call.has("length") ? (Integer) call.integer("length") : null,
                    call.text("window"),
                    call.flag("center"));
        });
    }

    private static void losses() {
        one(
                "BinaryCrossentropy",
                call -> Ops.binaryCrossentropy(call.tensor(0), call.tensor(1), call.flag("from_logits")));
        one(
                "CategoricalCrossentropy",
                call -> Ops.categoricalCrossentropy(
                        call.tensor(0), call.tensor(1), call.flag("from_logits"), call.integer("axis")));
        one(
                "SparseCategoricalCrossentropy",
                call -> Ops.sparseCategoricalCrossentropy(
                        call.tensor(0), call.tensor(1), call.flag("from_logits"), call.integer("axis")));
    }

    private static int limited(int count) {
        if (count > MOST) {
            throw Codecs.unexpected("at most " + MOST + " copies or classes", count);
        }
        return count;
    }

    private static Tensor pad(Call call) {
        Tensor x = call.tensor(0);
        if (!call.text("mode").equals("constant")) {
            throw Codecs.unexpected("mode=\"constant\" for an operation Pad", call.text("mode"));
        }
        List<List<Long>> widths = Codecs.list(Codecs.list(Codecs.longInteger()))
                .decode(call.config().get("pad_width"));
        if (widths.size() == 1) {
            widths = Collections.nCopies(x.rank(), widths.get(0));
        }
        List<Long> before = widths.stream().map(width -> width.get(0)).toList();
        List<Long> after = widths.stream().map(width -> width.get(1)).toList();
        Object given = call.keywords().get("constant_values");
        double value = given == null ? 0 : Codecs.number().decode(given);
        return Ops.pad(x, before, after, value);
    }

    /** x[key], where the key is a number, a range, or a list of such with new axes and an ellipsis in it. */
    private static Tensor item(Tensor x, Object key) {
        List<?> keys = key instanceof List<?> list ? list : Collections.singletonList(key);
        long given =
                keys.stream().filter(each -> each != null && !isEllipsis(each)).count();
        Tensor item = x;
        int axis = 0;
        for (Object each : keys) {
            if (each == null) {
                item = Ops.expandDims(item, axis++);
            } else if (isEllipsis(each)) {
                axis += (int) (x.rank() - given);
            } else if (each instanceof Number index) {
                long at = position(index.longValue(), item.shape().dim(axis));
                item = Ops.squeeze(Ops.slice(item, axis, at, at + 1), axis);
            } else {
                item = range(
                        item,
                        axis++,
                        Codecs.map().decode(Codecs.map().decode(each).get("config")));
            }
        }
        return item;
    }

    private static boolean isEllipsis(Object key) {
        return key instanceof Map<?, ?> envelope && "__ellipsis__".equals(envelope.get("class_name"));
    }

    private static Tensor range(Tensor x, int axis, Map<String, Object> range) {
        long size = x.shape().dim(axis);
        Object step = range.get("step");
        long by = step == null ? 1 : Codecs.longInteger().decode(step);
        if (by < 1) {
            throw Codecs.unexpected("a positive step in an operation GetItem", by);
        }
        long start =
                range.get("start") == null ? 0 : position(Codecs.longInteger().decode(range.get("start")), size);
        long stop = range.get("stop") == null
                ? Slice.END
                : position(Codecs.longInteger().decode(range.get("stop")), size);
        List<Long> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        List<Long> stops = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
        List<Long> steps = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
        starts.set(axis, start);
        stops.set(axis, stop);
        steps.set(axis, by);
        return Ops.slice(x, starts, stops, steps);
    }

    /** {@code index}, which counts from the end when it is negative. */
    private static long position(long index, long size) {
        if (index < 0 && size == Shape.UNKNOWN) {
            throw Codecs.unexpected("a position from the start of an axis of unknown size", index);
        }
        return index < 0 ? index + size : index;
    }

    // ---- Linear algebra

    private static void several(String className, Function function) {
        ALL.put(className, function);
    }

    private static void linearAlgebra() {
        one("Cholesky", call -> Ops.cholesky(call.tensor(0), call.flag("upper")));
        one("CholeskyInverse", call -> Ops.choleskyInverse(call.tensor(0), call.flag("upper")));
        unary("Det", Ops::det);
        unary("Inv", Ops::inv);
        unary("Logdet", Ops::logdet);
        several("Slogdet", call -> Ops.slogdet(call.tensor(0)));
        several("Eig", call -> Ops.eig(call.tensor(0)));
        several("Eigh", call -> Ops.eigh(call.tensor(0)));
        several("LuFactor", call -> Ops.luFactor(call.tensor(0)));
        several("Qr", call -> Ops.qr(call.tensor(0), call.text("mode")));
        several("SVD", call -> Ops.svd(call.tensor(0), call.flag("full_matrices"), call.flag("compute_uv")));
        one("Pinv", call -> Ops.pinv(call.tensor(0), call.optional("rcond")));
        one("MatrixRank", call -> Ops.matrixRank(call.tensor(0), call.optional("tol")));
        one("Lstsq", call -> Ops.lstsq(call.tensor(0), call.tensor(1), call.optional("rcond")));
        binary("Solve", Ops::solve);
        one("SolveTriangular", call -> Ops.solveTriangular(call.tensor(0), call.tensor(1), call.flag("lower")));
        one("Norm", Operations::norm);
        one("Cross", call -> {
            String[] keys =
                    call.has("axis") ? new String[] {"axis", "axis", "axis"} : new String[] {"axisa", "axisb", "axisc"};
            return Ops.cross(
                    call.tensor(0),
                    call.tensor(1),
                    call.integer(keys[0]),
                    call.integer(keys[1]),
                    call.integer(keys[2]));
        });
        binary("Inner", Ops::inner);
        binary("Vdot", Ops::vdot);
        binary("Kron", Ops::kron);
        binary("CDist", Ops::cdist);
        one("Diag", call -> Ops.diag(call.tensor(0), call.integer("k")));
        one("Diagflat", call -> Ops.diagflat(call.tensor(0), call.integer("k")));
        one(
                "Diagonal",
                call -> Ops.diagonal(
                        call.tensor(0), call.integer("offset"), call.integer("axis1"), call.integer("axis2")));
        one(
                "Trace",
                call -> Ops.trace(
                        call.tensor(0), call.integer("offset"), call.integer("axis1"), call.integer("axis2")));
        one("Vander", call -> {
            Tensor x = call.tensor(0);
            int columns = call.has("N") ? limited(call.integer("N")) : x.shape().intDim(0);
            return Ops.vander(x, columns, call.flag("increasing"));
        });
        unary("Corrcoef", Ops::corrcoef);
    }

    private static Tensor norm(Call call) {
        Tensor x = call.tensor(0);
        boolean keepDims = call.flag("keepdims");
        List<Integer> axes = call.axesOf(x);
        if (!call.has("ord")) {
            return Ops.norm(x, axes, keepDims);
        }
        return call.config().get("ord") instanceof String
                ? Ops.norm(x, call.text("ord"), axes, keepDims)
                : Ops.norm(x, call.number("ord"), axes, keepDims);
    }

    // ---- Sorting

    private interface Quantile {
        Tensor apply(Tensor x, Tensor q, List<Integer> axes, String method, boolean keepDims);
    }

    private static void quantile(String className, Quantile function) {
        one(className, call -> {
            Tensor x = call.tensor(0);
            return function.apply(x, call.tensor(1), call.axesOf(x), call.text("method"), call.flag("keepdims"));
        });
    }

    private static void sorting() {
        one("Sort", call -> Ops.sort(call.along(), call.axisOfAlong()));
        one("Argsort", call -> Ops.argsort(call.along(), call.axisOfAlong()));
        one("Argpartition", call -> Ops.argpartition(call.along(), call.integer("kth"), call.axisOfAlong()));
        one("TakeAlongAxis", call -> Ops.takeAlongAxis(call.along(), call.tensor(1), call.axisOfAlong()));
        several("TopK", call -> Ops.topK(call.tensor(0), call.integer("k"))); // not sorted is as good as sorted
        one("SearchSorted", call -> Ops.searchsorted(call.tensor(0), call.tensor(1), call.text("side")));
        binary("Digitize", Ops::digitize);
        one("IsIn", call -> Ops.isin(call.tensor(0), call.tensor(1), call.flag("invert")));
        several(
                "Unique",
                call -> Ops.unique( // not sorted is as good as sorted
                        call.tensor(0),
                        call.flag("return_index"),
                        call.flag("return_inverse"),
                        call.flag("return_counts"),
                        call.has("axis") ? (Integer) call.integer("axis") : null,
                        call.has("size") ? (Integer) limited(call.integer("size")) : null,
                        call.optional("fill_value")));
        reduction("Median", Ops::median);
        reduction("Nanmedian", Ops::nanmedian);
        quantile("Quantile", Ops::quantile);
        quantile("Nanquantile", Ops::nanquantile);
        quantile("Percentile", Ops::percentile);
        quantile("Nanpercentile", Ops::nanpercentile);
    }

    // ---- Neural networks

    private static void neuralNetworks() {
        for (String activation : List.of(
                "Celu",
                "Elu",
                "Gelu",
                "Glu",
                "HardShrink",
                "HardSigmoid",
                "HardSilu",
                "HardTanh",
                "LeakyRelu",
                "LogSigmoid",
                "LogSoftmax",
                "Relu",
                "Relu6",
                "Selu",
                "Sigmoid",
                "Silu",
                "SoftShrink",
                "Softmax",
                "Softplus",
                "Softsign",
                "SparsePlus",
                "SparseSigmoid",
                "Sparsemax",
                "Squareplus",
                "TanhShrink",
                "Threshold")) {
            one(activation, call -> activation(activation, call).apply(call.tensor(0)));
        }
        one(
                "AveragePool",
                call -> Ops.averagePool(
                        call.tensor(0), window(call, "pool_size"), strides(call), call.text("padding"), format(call)));
        one(
                "MaxPool",
                call -> Ops.maxPool(
                        call.tensor(0), window(call, "pool_size"), strides(call), call.text("padding"), format(call)));
        one("Conv", call -> {
            int rank = call.tensor(0).rank() - 2;
            return Ops.conv(
                    call.tensor(0),
                    call.tensor(1),
                    spatial(call, "strides", rank),
                    call.text("padding"),
                    format(call),
                    spatial(call, "dilation_rate", rank));
        });
        one("OneHot", call -> {
            if (call.integer("axis") != -1 || call.flag("sparse")) {
                throw Codecs.unexpected("axis=-1 and sparse=False for an operation OneHot", call.config());
            }
            DType dtype = call.has("dtype") ? DType.of(call.text("dtype")) : DType.FLOAT32;
            return Ops.oneHot(call.tensor(0), limited(call.integer("num_classes")), dtype);
        });
    }

    private static Activation activation(String className, Call call) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("class_name", io.keras4j.config.Kind.snakeCase(className));
        envelope.put("config", call.config());
        return Activation.KIND.get(envelope);
    }

    private static List<Integer> spatial(Call call, String key, int rank) {
        return Codecs.integers(rank).decode(call.config().get(key));
    }

    private static List<Integer> window(Call call, String key) {
        return spatial(call, key, call.tensor(0).rank() - 2);
    }

    private static List<Integer> strides(Call call) {
        return window(call, call.has("strides") ? "strides" : "pool_size");
    }

    private static String format(Call call) {
        return call.has("data_format") ? call.text("data_format") : "channels_last";
    }
}
