package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often the class of the largest prediction is the one that the label numbers. */
public final class SparseCategoricalAccuracy extends SamplewiseMetric<SparseCategoricalAccuracy> {
    public SparseCategoricalAccuracy() {
        super("sparse_categorical_accuracy");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        boolean extra = yTrue.rank() == yPred.rank() && yTrue.shape().dim(-1) == 1;
        Tensor classes = extra ? Ops.squeeze(yTrue, -1) : yTrue;
        return Ops.cast(Ops.equal(classes, Ops.cast(Ops.argmax(yPred, -1), classes.dtype())), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
