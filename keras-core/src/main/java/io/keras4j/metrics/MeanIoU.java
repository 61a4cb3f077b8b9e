package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The overlap of labels and predictions, both numbers of classes: intersection / union of the samples of each class, averaged over
 * all classes.
 */
public final class MeanIoU extends ClassOverlap<MeanIoU> {
    private final Argument<Boolean> sparseYTrue = argument("sparse_y_true", Codecs.bool(), true);

    MeanIoU() {}

    /** With the number of classes. */
    public MeanIoU(int numClasses) {
        this();
        numClasses(numClasses);
    }

    /** Whether labels are the numbers of classes, the default, rather than one-hot along the axis. */
    public MeanIoU sparseYTrue(boolean value) {
        sparseYTrue.set(value);
        return this;
    }

    @Override
    List<Integer> targets() {
        return IntStream.range(0, classes()).boxed().toList();
    }

    @Override
    Tensor labelClasses(Tensor yTrue) {
        return classes(yTrue, sparseYTrue.get(), axisArgument().get());
    }
}
