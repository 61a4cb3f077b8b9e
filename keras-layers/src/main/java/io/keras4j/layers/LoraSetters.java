package io.keras4j.layers;

import java.util.function.Consumer;

/**
 * What layers have in common a weight of which can be adapted by {@link LowRankAdapter}.
 *
 * @param <S> the class itself
 */
interface LoraSetters<S> {
    /** The adaptation. */
    LowRankAdapter lora();

    /**
     * Sets the rank of an adaptation (LoRA): the weight is frozen, and training changes two smaller ones instead, whose product is added to
     * it. Null, the default, for none.
     */
    @SuppressWarnings("unchecked")
    default S loraRank(Integer rank) {
        lora().rank.set(rank);
        return (S) this;
    }

    /** Sets alpha, for an adaptation that is scaled by alpha / rank; null, the default, for the rank. */
    @SuppressWarnings("unchecked")
    default S loraAlpha(Double alpha) {
        lora().alpha.set(alpha);
        return (S) this;
    }

    /** {@link #enableLora(int, Consumer)} with the default options. */
    default void enableLora(int rank) {
        enableLora(rank, options -> {});
    }

    /**
     * Freezes the weight of this layer, which is built, and lets training change two smaller ones instead, whose product is added to it (<a
     * href="https://arxiv.org/abs/2106.09685">LoRA</a>). A model must be compiled again afterwards. Files hold the sum.
     *
     * <pre>{@code
     * layer.enableLora(4, lora -> lora.loraAlpha(8.0));
     * }</pre>
     *
     * @param rank the size that the two have in common
     * @throws IllegalStateException when the layer is not built, has a constraint on the weight, or was adapted before
     */
    default void enableLora(int rank, Consumer<LoraOptions> options) {
        LoraOptions chosen = new LoraOptions();
        options.accept(chosen);
        lora().enable(rank, chosen);
    }

    /** Whether the weight is adapted. */
    default boolean loraEnabled() {
        return lora().isEnabled();
    }
}
