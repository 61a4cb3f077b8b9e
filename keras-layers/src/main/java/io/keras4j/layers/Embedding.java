package io.keras4j.layers;

/**
 * Turns whole numbers, such as tokens, into vectors that are learned; <a
 * href="https://keras.io/api/layers/core_layers/embedding/">Keras's</a>.
 *
 * <p>Input: any shape, of numbers from 0 to inputDim - 1. Output: the same shape with a further axis of size outputDim. Weights: embeddings
 * (inputDim, outputDim).
 *
 * <pre>{@code
 * Tensor tokens = Input.of(100).dtype("int32");
 * Tensor vectors = new Embedding(10_000, 64).maskZero(true).apply(tokens);
 * }</pre>
 */
public final class Embedding extends BaseEmbedding<Embedding> {
    /** To be configured. */
    Embedding() {}

    /** A layer for numbers below {@code inputDim}, which become vectors of size {@code outputDim}. */
    public Embedding(int inputDim, int outputDim) {
        setSizes(inputDim, outputDim);
    }
}
