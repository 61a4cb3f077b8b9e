package io.keras4j.quantizers;

import java.util.Map;

/**
 * Weights as whole numbers of 8 bits with a scale for each output, and inputs that are quantized in the same way as they come: {@code
 * keras.quantizers.Int8QuantizationConfig}.
 */
public final class Int8QuantizationConfig extends QuantizationConfig {
    /** The quantizers of Keras's default: {@link AbsMaxQuantizer} for both. */
    public Int8QuantizationConfig() {
        super(new AbsMaxQuantizer());
    }

    /** Sets the quantizer of weights; null, the default, for the one that each layer has. */
    public Int8QuantizationConfig weightQuantizer(Quantizer quantizer) {
        setQuantizers(quantizer, activationQuantizer());
        checkWeightQuantizer();
        return this;
    }

    /** Sets the quantizer of inputs; null to compute with inputs as they are. */
    public Int8QuantizationConfig activationQuantizer(Quantizer quantizer) {
        setQuantizers(weightQuantizer(), quantizer);
        return this;
    }

    @Override
    public String mode() {
        return "int8";
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        checkWeightQuantizer();
    }
}
