package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of (ln(ŷ + 1) - ln(y + 1))², with y and ŷ at least epsilon. */
public final class MeanSquaredLogarithmicError extends FluentLoss<MeanSquaredLogarithmicError> {
    public MeanSquaredLogarithmicError() {
        super("mean_squared_logarithmic_error");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(Ops.subtract(logarithm(yPred), logarithm(yTrue))), -1);
    }

    private static Tensor logarithm(Tensor y) {
        return Ops.log(Ops.add(Ops.maximum(y, FloatX.epsilon()), 1));
    }
}
