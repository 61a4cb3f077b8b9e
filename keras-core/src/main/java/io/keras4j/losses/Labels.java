package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
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

    /** Numbers of classes as one-hot vectors along {@code axis} of {@code like}, with the dtype of that. */
    static Tensor oneHot(Tensor classes, Tensor like, int axis) {
        int position = like.shape().axis(axis);
        int count = like.shape().intDim(position);
        Shape range = Shape.of(count);
        for (int i = position + 1; i < like.rank(); i++) {
            range = range.append(1);
        }
        Tensor numbers = Ops.reshape(Ops.arange(0, count, 1, classes.dtype()), range);
        return Ops.cast(Ops.equal(Ops.expandDims(classes, position), numbers), like.dtype());
    }
}
