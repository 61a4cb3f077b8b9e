package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** Σ y ln(y / ŷ) along the last axis, with y and ŷ limited to [epsilon, 1]. */
public final class KLDivergence extends FluentLoss<KLDivergence> {
    public KLDivergence() {
        super("kl_divergence");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor truth = Ops.clip(yTrue, FloatX.epsilon(), 1);
        Tensor prediction = Ops.clip(yPred, FloatX.epsilon(), 1);
        return Ops.sum(Ops.multiply(truth, Ops.log(Ops.divide(truth, prediction))), -1);
    }
}
