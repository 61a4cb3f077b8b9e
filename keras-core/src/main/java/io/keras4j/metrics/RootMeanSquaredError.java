package io.keras4j.metrics;

import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The root of the mean of (y - ŷ)². */
public final class RootMeanSquaredError extends Averaging<RootMeanSquaredError> {
    public RootMeanSquaredError() {
        super("root_mean_squared_error");
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Ranks ranks = Ranks.same(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()));
        average(Ops.square(Ops.subtract(ranks.second(), ranks.first())), sampleWeight);
    }

    @Override
    protected Tensor compute() {
        return Ops.sqrt(super.compute());
    }

    @Override
    public double value() {
        return Math.sqrt(super.value());
    }

    @Override
    public Direction direction() {
        return Direction.DOWN;
    }
}
