package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/** The share of the variance of labels (batch, outputs) that predictions explain: 1 - Σ (y - ŷ)² / Σ (y - mean of y)². */
public final class R2Score extends FluentMetric<R2Score> {
    private final Argument<String> classAggregation = argument(
            "class_aggregation",
            Codecs.oneOf("uniform_average", "variance_weighted_average").optional(),
            "uniform_average");
    private final Argument<Integer> numRegressors = argument("num_regressors", Codecs.atLeast(0), 0);

    private Variable numSamples;
    private Variable squaredSum;
    private Variable sum;
    private Variable residual;
    private Variable count;

    public R2Score() {
        super("r2_score");
    }

    /** How the scores of the outputs become one: "uniform_average" (the default), "variance_weighted_average", or null for not at all. */
    public R2Score classAggregation(String value) {
        classAggregation.set(value);
        return this;
    }

    /** The number of independent regressors, for the adjusted score; 0, the default, for the plain one. */
    public R2Score numRegressors(int value) {
        numRegressors.set(value);
        return this;
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        if (yPred.rank() != 2) {
            throw new IllegalArgumentException(
                    "Metric \"" + name() + "\": expected predictions (batch, outputs), got shape " + yPred);
        }
        Shape outputs = Shape.of(yPred.dim(1));
        numSamples = addVariable("num_samples", Shape.scalar());
        squaredSum = addVariable("squared_sum", outputs);
        sum = addVariable("sum", outputs);
        residual = addVariable("residual", outputs);
        count = addVariable("count", outputs);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Ranks ranks = Ranks.same(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()));
        Tensor truth = ranks.first();
        Tensor weights = sampleWeight == null ? Ops.scalar(1, dtype()) : Ops.cast(sampleWeight, dtype());
        weights = Ops.broadcastTo(weights.rank() == 1 ? Ops.expandDims(weights, 1) : weights, truth.shape());
        Tensor weighted = Ops.multiply(truth, weights);
        Tensor error = Ops.square(Ops.subtract(truth, ranks.second()));
        addTo(sum, Ops.sum(weighted, 0));
        addTo(squaredSum, Ops.sum(Ops.multiply(truth, weighted), 0));
        addTo(residual, Ops.sum(Ops.multiply(error, weights), 0));
        addTo(count, Ops.sum(weights, 0));
        addTo(numSamples, Ops.scalar(truth.shape().size(), dtype()));
    }

    @Override
    protected Tensor compute() {
        Tensor mean = Ops.divide(sum.value(), count.value());
        Tensor total = Ops.subtract(squaredSum.value(), Ops.multiply(sum.value(), mean));
        Tensor raw = Ops.subtract(1, Ops.divide(residual.value(), total));
        Tensor scores = Ops.where(Ops.isinf(raw), 0, raw);
        if ("uniform_average".equals(classAggregation.get())) {
            scores = Ops.mean(scores);
        } else if ("variance_weighted_average".equals(classAggregation.get())) {
            scores = Ops.divide(Ops.sum(Ops.multiply(total, scores)), Ops.sum(total));
        }
        return numRegressors.get() == 0 ? scores : adjusted(scores);
    }

    /** The score less what so many regressors explain by chance; the plain score while there are too few samples. */
    private Tensor adjusted(Tensor scores) {
        Tensor others = Ops.subtract(Ops.cast(numSamples.value(), DType.FLOAT32), 1);
        Tensor free = Ops.subtract(others, numRegressors.get());
        Tensor enough = Ops.greater(free, 0);
        Tensor chance = Ops.divide(others, Ops.where(enough, free, 1));
        return Ops.where(enough, Ops.subtract(1, Ops.multiply(Ops.subtract(1, scores), chance)), scores);
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
