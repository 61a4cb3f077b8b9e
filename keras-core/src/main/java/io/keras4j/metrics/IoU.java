package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The overlap of labels and predictions, both numbers of classes: intersection / union of the samples of each class, averaged over
 * the given classes.
 */
public final class IoU extends ClassOverlap<IoU> {
    private final Argument<List<Integer>> targetClassIds = argument("target_class_ids", classList());
    private final Argument<Boolean> sparseYTrue = argument("sparse_y_true", Codecs.bool(), true);

    IoU() {}

    /** With the number of classes and the classes to average over. */
    public IoU(int numClasses, Integer... targetClassIds) {
        this();
        numClasses(numClasses);
        this.targetClassIds.set(List.of(targetClassIds));
    }

    /** Whether labels are the numbers of classes, the default, rather than one-hot along the axis. */
    public IoU sparseYTrue(boolean value) {
        sparseYTrue.set(value);
        return this;
    }

    @Override
    List<Integer> targets() {
        return targetClassIds.get();
    }

    @Override
    Tensor labelClasses(Tensor yTrue) {
        return classes(yTrue, sparseYTrue.get(), axisArgument().get());
    }
}
