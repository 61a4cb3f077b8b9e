package io.keras4j.metrics;

import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often predictions equal labels. */
public final class Accuracy extends SamplewiseMetric<Accuracy> {
    public Accuracy() {
        super("accuracy");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Ranks ranks = Ranks.same(Ops.cast(yTrue, yPred.dtype()), yPred);
        return Ops.cast(Ops.equal(ranks.first(), ranks.second()), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
