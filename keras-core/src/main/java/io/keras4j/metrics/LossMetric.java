package io.keras4j.metrics;

import io.keras4j.losses.Loss;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean of the values of a loss, not reduced. */
abstract class LossMetric<S extends LossMetric<S>> extends SamplewiseMetric<S> {
    LossMetric(String defaultName) {
        super(defaultName);
    }

    /** The loss with the arguments of this metric. */
    abstract Loss loss();

    @Override
    protected final Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor predictions = Ops.floating(yPred);
        return loss().name(name()).call(Ops.cast(yTrue, predictions.dtype()), predictions);
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }
}
