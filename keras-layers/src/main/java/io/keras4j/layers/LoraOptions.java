package io.keras4j.layers;

import io.keras4j.initializers.Initializer;

/** The options of {@code enableLora}: {@code layer.enableLora(4, lora -> lora.loraAlpha(8.0))}. */
public final class LoraOptions {
    private Double alpha;
    private Initializer aInitializer = Initializer.KIND.get("he_uniform");
    private Initializer bInitializer = Initializer.KIND.get("zeros");

    LoraOptions() {}

    /** Sets by how much the rank divided by it the adaptation is scaled; null, the default, for the rank, which leaves it as it is. */
    public LoraOptions loraAlpha(Double value) {
        alpha = value;
        return this;
    }

    /** Sets the initializer of A by name; "he_uniform" by default. */
    public LoraOptions aInitializer(String name) {
        return aInitializer(Initializer.KIND.get(name));
    }

    /** Sets the initializer of A. */
    public LoraOptions aInitializer(Initializer initializer) {
        aInitializer = initializer;
        return this;
    }

    /** Sets the initializer of B by name; "zeros" by default, so that the layer computes what it did before. */
    public LoraOptions bInitializer(String name) {
        return bInitializer(Initializer.KIND.get(name));
    }

    /** Sets the initializer of B. */
    public LoraOptions bInitializer(Initializer initializer) {
        bInitializer = initializer;
        return this;
    }

    /** The scale, or null for the rank. */
    Double alpha() {
        return alpha;
    }

    Initializer aInitializer() {
        return aInitializer;
    }

    Initializer bInitializer() {
        return bInitializer;
    }
}
