package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The overlap of one-hot labels and probabilities of classes: intersection / union of the samples of each class, averaged over
 * the given classes.
 */
public final class OneHotIoU extends ClassOverlap<OneHotIoU> {
    private final Argument<List<Integer>> targetClassIds = argument("target_class_ids", classList());

    OneHotIoU() {
        sparseYPred(false);
    }

    /** With the number of classes and the classes to average over. */
    public OneHotIoU(int numClasses, Integer... targetClassIds) {
        this();
        numClasses(numClasses);
        this.targetClassIds.set(List.of(targetClassIds));
    }

    @Override
    List<Integer> targets() {
        return targetClassIds.get();
    }

    @Override
    Tensor labelClasses(Tensor yTrue) {
        return classes(yTrue, false, axisArgument().get());
    }
}
