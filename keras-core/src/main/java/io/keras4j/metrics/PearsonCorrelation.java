package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The mean of Pearson's correlation of y and ŷ. */
public final class PearsonCorrelation extends SamplewiseMetric<PearsonCorrelation> {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public PearsonCorrelation() {
        super("pearson_correlation");
    }

    /** The axis to correlate along; the last by default. */
    public PearsonCorrelation axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor predictions = Ops.floating(yPred);
        Ranks ranks = Ranks.same(Ops.cast(yTrue, predictions.dtype()), predictions);
        return Ops.mean(Ops.multiply(standardized(ranks.first()), standardized(ranks.second())), axis.get());
    }

    private Tensor standardized(Tensor x) {
        List<Integer> axes = List.of(axis.get());
        Tensor centred = Ops.subtract(x, Ops.mean(x, axes, true));
        return Ops.divide(centred, Ops.std(centred, axes, true));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
