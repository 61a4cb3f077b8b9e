package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of |y - ŷ|. */
public final class MeanAbsoluteError extends FluentLoss<MeanAbsoluteError> {
    public MeanAbsoluteError() {
        super("mean_absolute_error");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.abs(Ops.subtract(yTrue, yPred)), -1);
    }
}
