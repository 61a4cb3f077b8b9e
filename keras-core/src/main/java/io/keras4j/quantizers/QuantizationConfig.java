package io.keras4j.quantizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.engine.DTypePolicy;
import io.keras4j.tensor.DType;

/** How the weights of layers are quantized, and whether what they are multiplied with is too: {@code keras.quantizers.QuantizationConfig}. */
public abstract class QuantizationConfig extends Configurable {
    /** Configurations by name and envelope. */
    public static final Kind<QuantizationConfig> KIND = new Kind<>("quantization config", QuantizationConfig.class);

    private final Argument<Quantizer> weightQuantizer =
            argument("weight_quantizer", Quantizer.KIND.codec().optional(), null);
    private final Argument<Quantizer> activationQuantizer;

    /** Declares the arguments, with this quantizer of inputs by default. */
    QuantizationConfig(Quantizer ofInputs) {
        activationQuantizer =
                argument("activation_quantizer", Quantizer.KIND.codec().optional(), ofInputs);
    }

    /**
     * The configuration that stands for a mode: "int8" or "int4".
     *
     * @throws IllegalArgumentException for another mode
     */
    public static QuantizationConfig of(String mode) {
        DTypePolicy.checkMode(mode);
        return mode.equals("int8") ? new Int8QuantizationConfig() : new Int4QuantizationConfig();
    }

    /** {@code given}, or, if that is null, the one that stands for what {@code policy} says. */
    public static QuantizationConfig orOf(QuantizationConfig given, DTypePolicy policy) {
        if (given != null) {
            return given;
        }
        return policy.quantizationMode().equals("int4")
                ? new Int4QuantizationConfig().blockSize(policy.blockSize())
                : new Int8QuantizationConfig();
    }

    /** How many numbers share a scale when weights are quantized to 4 bits; -1 for all along an axis. */
    public int blockSize() {
        return -1;
    }

    /** Keras's name of the way to quantize, such as "int8". */
    public abstract String mode();

    /** What {@link DTypePolicy#quantized} calls it: the mode, with what layers need to know of it besides. */
    public String policyMode() {
        return mode();
    }

    /** The quantizer of weights, or null for the one that each layer has. */
    public Quantizer weightQuantizer() {
        return weightQuantizer.get();
    }

    /** The quantizer of what weights are multiplied with, or null for none. */
    public Quantizer activationQuantizer() {
        return activationQuantizer.get();
    }

    final void setQuantizers(Quantizer ofWeights, Quantizer ofInputs) {
        weightQuantizer.set(ofWeights);
        activationQuantizer.set(ofInputs);
    }

    /** Refuses a quantizer of weights to another dtype than int8. */
    final void checkWeightQuantizer() {
        if (weightQuantizer() instanceof AbsMaxQuantizer given && given.outputDtype() != DType.INT8) {
            throw new IllegalArgumentException(label()
                    + ": weight_quantizer: expected one with output_dtype=\"int8\", got " + given.outputDtype());
        }
    }
}
