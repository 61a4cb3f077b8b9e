package io.keras4j.quantizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import java.util.List;
import java.util.Map;

/**
 * Weights as whole numbers of 4 bits, two in a byte, with a scale and a zero point for each block of rows: {@code
 * keras.quantizers.Int4QuantizationConfig}. Inputs stay as they are.
 */
public final class Int4QuantizationConfig extends QuantizationConfig {
    private static final int DEFAULT_BLOCK = 128;
    private static final int PER_CHANNEL = -1;

    private final Argument<Integer> blockSize = argument(
            "block_size",
            Codecs.integer()
                    .that(size -> size == PER_CHANNEL || size > 0, "null, -1 or a positive integer")
                    .optional(),
            DEFAULT_BLOCK);

    /** Blocks of 128 rows. */
    public Int4QuantizationConfig() {
        super(null);
    }

    /** Sets how many rows of a weight share a scale, 128 by default; null or -1 for all, without zero points. */
    public Int4QuantizationConfig blockSize(Integer rows) {
        blockSize.set(rows);
        check();
        return this;
    }

    /** Sets the quantizer of weights, for {@code blockSize(null)} only; null, the default, for the one that each layer has. */
    public Int4QuantizationConfig weightQuantizer(Quantizer quantizer) {
        setQuantizers(quantizer, activationQuantizer());
        check();
        return this;
    }

    /** Sets the quantizer of inputs, for {@code blockSize(null)} only; null, the default, to compute with inputs as they are. */
    public Int4QuantizationConfig activationQuantizer(Quantizer quantizer) {
        setQuantizers(weightQuantizer(), quantizer);
        check();
        return this;
    }

    @Override
    public String mode() {
        return "int4";
    }

    @Override
    public String policyMode() {
        return "int4/" + blockSize();
    }

    @Override
    public int blockSize() {
        return blockSize.get() == null ? PER_CHANNEL : blockSize.get();
    }

    /** Configurations that Python wrote before there were blocks have none. */
    @Override
    public void configure(Map<String, Object> config) {
        blockSize.initialize(null);
        super.configure(config);
        check();
    }

    private void check() {
        boolean blocks = blockSize.get() != null && blockSize.get() > 0;
        if (blocks && (weightQuantizer() != null || activationQuantizer() != null)) {
            throw new IllegalArgumentException(label()
                    + ": quantizers of one's own need block_size null or -1, got block_size=" + blockSize.get());
        }
        checkWeightQuantizer();
        if (weightQuantizer() instanceof AbsMaxQuantizer given
                && !given.valueRange().equals(List.of(-8, 7))) {
            throw new IllegalArgumentException(
                    label() + ": weight_quantizer: expected one with value_range=[-8, 7], got " + given.valueRange());
        }
    }
}
