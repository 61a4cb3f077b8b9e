package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The kernel of a convolution over sequences that computes a short-time Fourier transform: of shape (frame length, 1, frequencies), the
 * element (t, 0, f) is cos or -sin of 2π · t · f / (2 · frequencies - 2), times a window.
 *
 * <pre>{@code
 * new Conv1D(129, 256).strides(128).useBias(false).kernelInitializer(new STFT("real"))
 * }</pre>
 */
public final class STFT extends Initializer {
    /** The factors of cos(k · x), x from -π to π, of windows that are such sums. */
    private static final Map<String, double[]> COSINES = new LinkedHashMap<>();

    static {
        COSINES.put("boxcar", new double[] {1});
        COSINES.put("hann", new double[] {0.5, 0.5});
        COSINES.put("hamming", new double[] {0.54, 0.46});
        COSINES.put("blackman", new double[] {0.42, 0.5, 0.08});
        COSINES.put("nuttall", new double[] {0.3635819, 0.4891775, 0.1365995, 0.0106411});
        COSINES.put("blackmanharris", new double[] {0.35875, 0.48829, 0.14128, 0.01168});
        COSINES.put("flattop", new double[] {0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368});
    }

    private final Argument<String> side = argument("side", Codecs.oneOf("real", "imag"), "real");
    private final Argument<String> window = argument(
            "window", Codecs.oneOf(COSINES.keySet().toArray(String[]::new)).optional(), "hann");
    private final Argument<Boolean> periodic = argument("periodic", Codecs.bool(), false);
    private final Argument<String> scaling =
            argument("scaling", Codecs.oneOf("density", "spectrum").optional(), "density");

    /** The real side, with a Hann window. */
    public STFT() {}

    /** The side "real" or "imag", with a Hann window. */
    public STFT(String side) {
        this.side.set(side);
    }

    /** Sets the window: "boxcar", "hann", the default, "hamming", "blackman", "nuttall", "blackmanharris", "flattop" or null for none. */
    public STFT window(String name) {
        window.set(name);
        return this;
    }

    /** Sets whether the window is one period of a periodic function instead of symmetric; false by default. */
    public STFT periodic(boolean value) {
        periodic.set(value);
        return this;
    }

    /** The names of windows. */
    public static List<String> windows() {
        return List.copyOf(COSINES.keySet());
    }

    /** Sets "density", the default, to divide by the root of the sum of the window's squares, "spectrum" by its sum, null for neither. */
    public STFT scaling(String name) {
        scaling.set(name);
        return this;
    }

    /**
     * The kernel.
     *
     * @throws IllegalArgumentException when {@code shape} is not that of a kernel (frame length, 1, at least 2 frequencies)
     */
    @Override
    public Tensor create(Shape shape, DType dtype) {
        if (shape.rank() != 3 || shape.dim(1) != 1 || shape.dim(2) < 2) {
            throw new IllegalArgumentException(
                    "STFT: expected a shape (frame length, 1, at least 2 frequencies), got " + shape);
        }
        int length = shape.intDim(0);
        int frequencies = shape.intDim(2);
        double[] weights = window.get() == null ? ones(length) : window(length);
        double divisor = divisor(weights);
        double[] kernel = new double[length * frequencies];
        for (int t = 0; t < length; t++) {
            for (int f = 0; f < frequencies; f++) {
                double angle = -2 * Math.PI * t * f / (2.0 * (frequencies - 1));
                double wave = side.get().equals("real") ? Math.cos(angle) : Math.sin(angle);
                kernel[t * frequencies + f] = wave * weights[t] / divisor;
            }
        }
        return Ops.constant(Nd4j.create(kernel, shape.dims(), 'c').castTo(dtype.nd4j()));
    }

    private double divisor(double[] weights) {
        if (window.get() == null || scaling.get() == null) {
            return 1;
        }
        boolean isDensity = scaling.get().equals("density");
        double sum = 0;
        for (double weight : weights) {
            sum += isDensity ? weight * weight : Math.abs(weight);
        }
        return isDensity ? Math.sqrt(sum) : sum;
    }

    private static double[] ones(int length) {
        return IntStream.range(0, length).mapToDouble(i -> 1).toArray();
    }

    private double[] window(int length) {
        double[] factors = COSINES.get(window.get());
        double steps = periodic.get() ? length : length - 1;
        return length == 1
                ? ones(1)
                : IntStream.range(0, length)
                        .mapToDouble(i -> {
                            double x = -Math.PI + 2 * Math.PI * i / steps;
                            double sum = 0;
                            for (int k = 0; k < factors.length; k++) {
                                sum += factors[k] * Math.cos(k * x);
                            }
                            return sum;
                        })
                        .toArray();
    }
}
