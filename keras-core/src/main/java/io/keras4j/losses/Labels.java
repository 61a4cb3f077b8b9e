package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** What losses do with labels first. */
final class Labels {
    private Labels() {}

    /** Labels with a probability for each class of the last axis, of which the share {@code smoothing} is spread evenly. */
    static Tensor smoothed(Tensor labels, double smoothing) {
        return smoothing == 0
                ? labels
                : Ops.add(
                        Ops.multiply(labels, 1 - smoothing),
                        smoothing / labels.shape().dim(-1));
    }

    /** Labels of 0 and 1, moved by half of {@code smoothing} towards each other. */
    static Tensor smoothedBinary(Tensor labels, double smoothing) {
        return smoothing == 0 ? labels : Ops.add(Ops.multiply(labels, 1 - smoothing), 0.5 * smoothing);
    }
}
