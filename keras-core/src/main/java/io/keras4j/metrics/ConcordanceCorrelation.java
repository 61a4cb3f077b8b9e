package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The mean of Lin's concordance of y and ŷ: their correlation, less for a difference of means or scales. */
public final class ConcordanceCorrelation extends SamplewiseMetric<ConcordanceCorrelation> {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public ConcordanceCorrelation() {
        super("concordance_correlation");
    }

    /** The axis to correlate along; the last by default. */
    public ConcordanceCorrelation axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor predictions = Ops.floating(yPred);
        Ranks ranks = Ranks.same(Ops.cast(yTrue, predictions.dtype()), predictions);
        List<Integer> axes = List.of(axis.get());
        Tensor truth = ranks.first();
        Tensor prediction = ranks.second();
        Tensor truthMean = Ops.mean(truth, axes, true);
        Tensor predictionMean = Ops.mean(prediction, axes, true);
        Tensor covariance = Ops.multiply(Ops.subtract(truth, predictionMean), Ops.subtract(prediction, predictionMean));
        Tensor variances = Ops.add(Ops.var(truth, axes, true), Ops.var(prediction, axes, true));
        Tensor scale = Ops.add(variances, Ops.square(Ops.subtract(truthMean, predictionMean)));
        Tensor concordance = Ops.divide(Ops.multiply(covariance, 2), Ops.add(scale, FloatX.epsilon()));
        return Ops.mean(concordance, axis.get());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
