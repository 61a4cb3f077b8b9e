package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often a prediction is on the label's side, 0 or 1, of a threshold. */
public final class BinaryAccuracy extends SamplewiseMetric<BinaryAccuracy> {
    private final Argument<Double> threshold = argument("threshold", Codecs.number(), 0.5);

    public BinaryAccuracy() {
        super("binary_accuracy");
    }

    /** What predictions of 1 are above; 0.5 by default. */
    public BinaryAccuracy threshold(double value) {
        threshold.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Ranks ranks = Ranks.same(yTrue, yPred);
        Tensor decision = Ops.cast(
                Ops.greater(Ops.floating(ranks.second()), threshold.get()),
                ranks.first().dtype());
        return Ops.cast(Ops.equal(ranks.first(), decision), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
