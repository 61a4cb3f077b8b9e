package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The overlap of labels of 0 and 1 and predictions on either side of a threshold, averaged over the classes 0 and 1 or one of them. */
public final class BinaryIoU extends IntersectionOverUnion<BinaryIoU> {
    private final Argument<List<Integer>> targetClassIds = argument("target_class_ids", classList(), List.of(0, 1));
    private final Argument<Double> threshold = argument("threshold", Codecs.number(), 0.5);

    public BinaryIoU() {}

    /** The classes to average over; 0 and 1 by default. */
    public BinaryIoU targetClassIds(Integer... values) {
        targetClassIds.set(List.of(values));
        return this;
    }

    /** What predictions of 1 are not below; 0.5 by default. */
    public BinaryIoU threshold(double value) {
        threshold.set(value);
        return this;
    }

    @Override
    int classes() {
        return 2;
    }

    @Override
    List<Integer> targets() {
        return targetClassIds.get();
    }

    @Override
    Tensor labelClasses(Tensor yTrue) {
        return yTrue;
    }

    @Override
    Tensor predictedClasses(Tensor yPred) {
        return Ops.greaterEqual(Ops.floating(yPred), threshold.get());
    }
}
