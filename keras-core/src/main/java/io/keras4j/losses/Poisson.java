package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of ŷ - y ln(ŷ + epsilon). */
public final class Poisson extends FluentLoss<Poisson> {
    public Poisson() {
        super("poisson");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor logarithm = Ops.log(Ops.add(yPred, FloatX.epsilon()));
        return Ops.mean(Ops.subtract(yPred, Ops.multiply(yTrue, logarithm)), -1);
    }
}
