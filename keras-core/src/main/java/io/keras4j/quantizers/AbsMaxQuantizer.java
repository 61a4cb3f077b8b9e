package io.keras4j.quantizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scales numbers such that the largest absolute value becomes the largest whole number, and rounds; <a
 * href="https://keras.io/api/quantizers/">Keras's</a>.
 *
 * <pre>{@code
 * new Int8QuantizationConfig().weightQuantizer(new AbsMaxQuantizer().axis(0))
 * }</pre>
 */
public final class AbsMaxQuantizer extends Quantizer {
    private final Argument<List<Integer>> axis =
            implicitArgument("axis", Codecs.axes().optional(), null);
    private final Argument<List<Integer>> valueRange =
            argument("value_range", Codecs.list(Codecs.integer()), List.of(-127, 127));
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), Quantizers.EPSILON);
    private final Argument<DType> outputDtype = argument("output_dtype", Codecs.dtype(), DType.INT8);

    /** A quantizer to whole numbers from -127 to 127. */
    public AbsMaxQuantizer() {}

    /** Sets the axes along which there is one scale; by default the caller says, or it is the last. */
    public AbsMaxQuantizer axis(int... axes) {
        List<Integer> all = new ArrayList<>();
        for (int each : axes) {
            all.add(each);
        }
        axis.set(all);
        return this;
    }

    /** Sets the smallest and the largest whole number; -127 and 127 by default. */
    public AbsMaxQuantizer valueRange(int min, int max) {
        valueRange.set(List.of(min, max));
        check();
        return this;
    }

    /** Sets what is added to the largest absolute value, so that it is not 0; 1e-7 by default. */
    public AbsMaxQuantizer epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Sets the dtype of the whole numbers; "int8" by default. */
    public AbsMaxQuantizer outputDtype(String dtype) {
        outputDtype.set(dtype);
        check();
        return this;
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        check();
    }

    private void check() {
        List<Integer> range = valueRange.get();
        if (range.size() != 2) {
            throw new IllegalArgumentException(
                    label() + ": value_range: expected a smallest and a largest number, got " + range);
        }
        if (outputDtype.get() == DType.INT8 && (range.get(0) < -128 || range.get(1) > 127)) {
            throw new IllegalArgumentException(label()
                    + ": value_range: expected numbers from -128 to 127 for output_dtype=\"int8\", got " + range);
        }
    }

    /** The smallest and the largest whole number. */
    public List<Integer> valueRange() {
        return valueRange.get();
    }

    /** The dtype of the whole numbers. */
    public DType outputDtype() {
        return outputDtype.get();
    }

    @Override
    public Quantized quantize(Tensor x) {
        return quantize(x, axis.get() == null ? List.of(-1) : axis.get());
    }

    @Override
    public Quantized quantize(Tensor x, List<Integer> axes) {
        return Quantizers.absMaxQuantize(
                x, axes, valueRange.get().get(0), valueRange.get().get(1), outputDtype.get(), epsilon.get());
    }

    /** Keras lists the axis, always as a list, after the other arguments. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.remove(axis.key());
        if (axis.get() != null) {
            config.put(axis.key(), new ArrayList<>(axis.get()));
        }
        return config;
    }
}
