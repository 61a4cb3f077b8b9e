package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of ln cosh(ŷ - y): like half the square near 0, like the distance less ln 2 far from it. */
public final class LogCosh extends FluentLoss<LogCosh> {
    public LogCosh() {
        super("log_cosh");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor error = Ops.subtract(yPred, yTrue);
        Tensor logCosh = Ops.subtract(Ops.add(error, Ops.softplus(Ops.multiply(error, -2))), Math.log(2));
        return Ops.mean(logCosh, -1);
    }
}
