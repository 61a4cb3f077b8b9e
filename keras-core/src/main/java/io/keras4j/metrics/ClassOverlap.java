package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;

/** What the metrics of overlap of any number of classes share. */
abstract class ClassOverlap<S extends ClassOverlap<S>> extends IntersectionOverUnion<S> {
    private final Argument<Integer> numClasses = argument("num_classes", Codecs.atLeast(1));
    private final Argument<Integer> ignoreClass =
            argument("ignore_class", Codecs.integer().optional(), null);
    private final Argument<Boolean> sparseYPred = argument("sparse_y_pred", Codecs.bool(), true);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    final void numClasses(int value) {
        numClasses.set(value);
    }

    /** A class that does not count; none by default. */
    public S ignoreClass(Integer value) {
        ignoreClass.set(value);
        return self();
    }

    /** Whether predictions are the numbers of classes rather than probabilities along the axis. */
    public S sparseYPred(boolean value) {
        sparseYPred.set(value);
        return self();
    }

    /** The axis of the classes; the last by default. */
    public S axis(int value) {
        axis.set(value);
        return self();
    }

    final Argument<Integer> axisArgument() {
        return axis;
    }

    @Override
    final int classes() {
        return numClasses.get();
    }

    @Override
    final Integer ignored() {
        return ignoreClass.get();
    }

    @Override
    final Tensor predictedClasses(Tensor yPred) {
        return classes(yPred, sparseYPred.get(), axis.get());
    }
}
