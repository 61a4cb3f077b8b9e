package io.keras4j.quantizers;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** Makes whole numbers of few bits, and a scale, of numbers; see <a href="https://keras.io/api/quantizers/">Keras's</a>. */
public abstract class Quantizer extends Configurable {
    /** Quantizers by name and envelope. */
    public static final Kind<Quantizer> KIND = new Kind<>("quantizer", Quantizer.class);

    /**
     * What a quantizer makes.
     *
     * @param values whole numbers
     * @param scale by which numbers were multiplied before they were rounded; its size is 1 along the axes that share a scale
     */
    public record Quantized(Tensor values, Tensor scale) {}

    /** {@code x} with a scale for each position along the axes that the arguments of this quantizer say; all but the last by default. */
    public abstract Quantized quantize(Tensor x);

    /** {@code x} with one scale along each of these axes. */
    public abstract Quantized quantize(Tensor x, List<Integer> axes);
}
