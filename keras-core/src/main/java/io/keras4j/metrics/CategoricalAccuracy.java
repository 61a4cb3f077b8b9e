package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often the class of the largest prediction is that of the largest element of the label, which is one-hot. */
public final class CategoricalAccuracy extends SamplewiseMetric<CategoricalAccuracy> {
    public CategoricalAccuracy() {
        super("categorical_accuracy");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.cast(Ops.equal(Ops.argmax(yTrue, -1), Ops.argmax(yPred, -1)), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
