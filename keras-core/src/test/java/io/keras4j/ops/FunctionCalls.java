package io.keras4j.ops;

import io.keras4j.ops.ControlOps.Scanned;
import io.keras4j.ops.ControlOps.WithGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How the functions that {@code ops_functions.py} calls are called here. */
final class FunctionCalls extends Calls {
    static Map<String, Call> all() {
        FunctionCalls all = new FunctionCalls();
        all.spectral();
        all.control();
        return all.calls;
    }

    private static int integer(Arguments a, String key) {
        return a.integer(key, 0);
    }

    private void spectral() {
        calls.put("fft", (in, a) -> Ops.fft(in.get(0), in.get(1)));
        calls.put("fft2", (in, a) -> Ops.fft2(in.get(0), in.get(1)));
        calls.put("ifft2", (in, a) -> Ops.ifft2(in.get(0), in.get(1)));
        calls.put(
                "rfft",
                (in, a) -> a.has("fft_length") ? Ops.rfft(in.get(0), integer(a, "fft_length")) : Ops.rfft(in.get(0)));
        calls.put(
                "irfft",
                (in, a) -> List.of(
                        a.has("fft_length")
                                ? Ops.irfft(in.get(0), in.get(1), integer(a, "fft_length"))
                                : Ops.irfft(in.get(0), in.get(1))));
        calls.put(
                "extract_sequences",
                (in, a) -> List.of(
                        Ops.extractSequences(in.get(0), integer(a, "sequence_length"), integer(a, "sequence_stride"))));
        calls.put("stft", FunctionCalls::stft);
        calls.put("istft", (in, a) -> List.of(istft(in, a)));
        unary("real", Ops::real);
        unary("imag", Ops::imag);
        unary("conj", Ops::conj);
        unary("conjugate", Ops::conjugate);
        unary("angle", Ops::angle);
    }

    private static List<Tensor> stft(List<Tensor> in, Arguments a) {
        Tensor x = in.get(0);
        int length = integer(a, "sequence_length");
        int stride = integer(a, "sequence_stride");
        int size = integer(a, "fft_length");
        if (in.size() > 1) {
            return Ops.stft(x, length, stride, size, in.get(1), true);
        }
        if (!a.json().containsKey("window")) {
            return Ops.stft(x, length, stride, size);
        }
        boolean center = a.flag("center", true);
        return a.has("window")
                ? Ops.stft(x, length, stride, size, a.text("window"), center)
                : Ops.stft(x, length, stride, size, (Tensor) null, center);
    }

    private static Tensor istft(List<Tensor> in, Arguments a) {
        int length = integer(a, "sequence_length");
        int stride = integer(a, "sequence_stride");
        int size = integer(a, "fft_length");
        if (!a.json().containsKey("window")) {
            return Ops.istft(in.get(0), in.get(1), length, stride, size);
        }
        boolean center = a.flag("center", true);
        Integer all = a.has("length") ? (Integer) integer(a, "length") : null;
        return a.has("window")
                ? Ops.istft(in.get(0), in.get(1), length, stride, size, all, a.text("window"), center)
                : Ops.istft(in.get(0), in.get(1), length, stride, size, all, (Tensor) null, center);
    }

    private void control() {
        calls.put("cond", (in, a) -> {
            Tensor x = in.get(1);
            return List.of(Ops.cond(in.get(0), () -> Ops.multiply(x, 2), () -> Ops.subtract(x, 1)));
        });
        List<Function<Tensor, Tensor>> branches = List.of(x -> Ops.add(x, 1), x -> Ops.multiply(x, 2), Ops::negative);
        calls.put("switch_case", (in, a) -> List.of(Ops.switchCase(in.get(0), branches, in.get(1))));
        Function<Tensor, Tensor> small = v -> Ops.less(Ops.sum(v), 50);
        UnaryOperator<Tensor> grow = v -> Ops.multiply(v, 1.5);
        calls.put(
                "while_loop",
                (in, a) -> List.of(
                        a.has("maximum_iterations")
                                ? Ops.whileLoop(small, grow, in.get(0), integer(a, "maximum_iterations"))
                                : Ops.whileLoop(small, grow, in.get(0))));
        calls.put("fori_loop", (in, a) -> {
            Tensor x = in.get(0);
            return List.of(Ops.foriLoop(2, 5, (i, v) -> Ops.add(Ops.multiply(v, Ops.cast(i, DType.FLOAT32)), x), x));
        });
        calls.put("scan", (in, a) -> {
            Scanned<Tensor, Tensor> scanned = a.flag("reverse", false)
                    ? Ops.scan(FunctionCalls::step, in.get(0), in.get(1), null, true)
                    : Ops.scan(FunctionCalls::step, in.get(0), in.get(1));
            return List.of(scanned.carry(), scanned.output());
        });
        calls.put("associative_scan", (in, a) -> {
            BinaryOperator<Tensor> function = integer(a, "axis") == 0 ? Ops::add : Ops::multiply;
            return List.of(
                    a.flag("reverse", false) || integer(a, "axis") != 0
                            ? Ops.associativeScan(function, in.get(0), a.flag("reverse", false), integer(a, "axis"))
                            : Ops.associativeScan(function, in.get(0)));
        });
        UnaryOperator<Tensor> each = e -> Ops.multiply(Ops.sum(e), e);
        calls.put("map", (in, a) -> List.of(Ops.map(each, in.get(0))));
        calls.put("vectorized_map", (in, a) -> List.of(Ops.vectorizedMap(each, in.get(0))));
        calls.put("vectorize", (in, a) -> {
            Function<List<Tensor>, Tensor> function =
                    Ops.vectorize(numbers -> Ops.add(Ops.multiply(numbers.get(0), numbers.get(1)), numbers.get(0)));
            return List.of(function.apply(in));
        });
        calls.put("custom_gradient", (in, a) -> {
            Function<List<Tensor>, Tensor> function = Ops.customGradient(
                    x -> new WithGradient(Ops.square(x.get(0)), upstream -> List.of(Ops.multiply(upstream, 3))));
            return List.of(function.apply(in));
        });
        calls.put(
                "jvp",
                (in, a) -> Ops.jvp(x -> Ops.multiply(Ops.sin(x.get(0)), x.get(0)), in.subList(0, 1), in.subList(1, 2)));
    }

    private static Scanned<Tensor, Tensor> step(Tensor carry, Tensor each) {
        return new Scanned<>(Ops.multiply(carry, each), Ops.add(carry, each));
    }
}
