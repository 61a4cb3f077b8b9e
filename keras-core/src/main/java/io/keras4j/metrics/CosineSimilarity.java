package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean cosine of the angle between y and ŷ: 1 where they point the same way, -1 where opposite ways. */
public final class CosineSimilarity extends SamplewiseMetric<CosineSimilarity> {
    private final Argument<Integer> axis = implicitArgument("axis", Codecs.integer(), -1);

    public CosineSimilarity() {
        super("cosine_similarity");
    }

    /** The axis of the vectors; the last by default. */
    public CosineSimilarity axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor predictions = Ops.floating(yPred);
        Ranks ranks = Ranks.same(Ops.cast(yTrue, predictions.dtype()), predictions);
        Tensor truth = Ops.normalize(ranks.first(), axis.get());
        return Ops.sum(Ops.multiply(truth, Ops.normalize(ranks.second(), axis.get())), axis.get());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
