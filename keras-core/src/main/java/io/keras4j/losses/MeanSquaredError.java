package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of (y - ŷ)². See <a href="https://keras.io/api/losses/regression_losses/">Keras</a>. */
public final class MeanSquaredError extends FluentLoss<MeanSquaredError> {
    public MeanSquaredError() {
        super("mean_squared_error");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(Ops.subtract(yTrue, yPred)), -1);
    }
}
