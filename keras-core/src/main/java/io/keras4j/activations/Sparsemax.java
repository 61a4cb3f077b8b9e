package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

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
        int position = x.shape().axis(axis.get());
        // a further axis after it, along which every element meets every other
        int[] order = IntStream.range(0, x.rank() + 1)
                .map(i -> i == position ? x.rank() : i == x.rank() ? position : i)
                .toArray();
        Tensor element = Ops.expandDims(x, -1);
        Tensor other = Ops.transpose(element, order);
        Tensor notBelow = Ops.cast(Ops.greaterEqual(other, element), x.dtype());
        Tensor count = Ops.sum(notBelow, -1);
        Tensor total = Ops.sum(Ops.multiply(notBelow, other), -1);
        Tensor support = Ops.cast(Ops.greater(Ops.add(Ops.multiply(count, x), 1), total), x.dtype());
        List<Integer> axes = List.of(position);
        Tensor tau = Ops.divide(
                Ops.subtract(Ops.sum(Ops.multiply(support, x), axes, true), 1), Ops.sum(support, axes, true));
        return Ops.relu(Ops.subtract(x, tau));
    }
}
