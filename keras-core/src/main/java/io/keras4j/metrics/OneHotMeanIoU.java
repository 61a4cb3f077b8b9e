package io.keras4j.metrics;

import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The overlap of one-hot labels and probabilities of classes: intersection / union of the samples of each class, averaged over
 * all classes.
 */
public final class OneHotMeanIoU extends ClassOverlap<OneHotMeanIoU> {

    OneHotMeanIoU() {
        sparseYPred(false);
    }

    /** With the number of classes. */
    public OneHotMeanIoU(int numClasses) {
        this();
        numClasses(numClasses);
    }

    @Override
    List<Integer> targets() {
        return IntStream.range(0, classes()).boxed().toList();
    }

    @Override
    Tensor labelClasses(Tensor yTrue) {
        return classes(yTrue, false, axisArgument().get());
    }
}
