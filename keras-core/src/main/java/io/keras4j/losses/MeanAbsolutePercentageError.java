package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** 100 times the mean over the last axis of |y - ŷ| / |y|, with |y| at least epsilon. */
public final class MeanAbsolutePercentageError extends FluentLoss<MeanAbsolutePercentageError> {
    public MeanAbsolutePercentageError() {
        super("mean_absolute_percentage_error");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor scale = Ops.maximum(Ops.abs(yTrue), FloatX.epsilon());
        Tensor error = Ops.abs(Ops.divide(Ops.subtract(yTrue, yPred), scale));
        return Ops.multiply(Ops.mean(error, -1), 100);
    }
}
