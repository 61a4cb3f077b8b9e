package io.keras4j.quantizers;

import io.keras4j.config.Kind;

/** Makes the quantizers and their configurations known under Keras's names. */
public final class QuantizerCatalog implements Kind.Catalog {
    private static final String MODULE = "keras.quantizers";

    @Override
    public void load() {
        Quantizer.KIND.add(MODULE, "AbsMaxQuantizer", AbsMaxQuantizer.class, AbsMaxQuantizer::new);
        QuantizationConfig.KIND.add(
                MODULE, "Int4QuantizationConfig", Int4QuantizationConfig.class, Int4QuantizationConfig::new);
        QuantizationConfig.KIND.add(
                MODULE, "Int8QuantizationConfig", Int8QuantizationConfig.class, Int8QuantizationConfig::new);
    }
}
