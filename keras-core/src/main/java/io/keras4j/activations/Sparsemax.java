package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * The nearest probabilities to x along an axis, many of which are 0: "sparsemax", along the last axis. Source: Martins and Astudillo, From
 * Softmax to Sparsemax (2016).
 *
 * <p>max(x - τ, 0), where τ makes the sum 1: over the support, those elements z of x for which 1 + k·z exceeds the sum of the k elements
 * not below z, τ is (the sum - 1) / (the number). Elements are compared pairwise, so time and memory grow with the square of the axis.
 *
 * <p>Keras 3.15 computes another τ where the support has several elements, with which the sum is not 1.
 */
public final class Sparsemax extends Activation {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** Along the last axis. */
    public Sparsemax() {}

    /** Along this axis, which may be negative. */
    public Sparsemax(int axis) {
        this.axis.set(axis);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.sparsemax(x, axis.get());
    }
}
