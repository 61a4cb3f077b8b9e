package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of half the square of the error where that is at most delta, else of delta times its distance less delta² / 2. */
public final class Huber extends FluentLoss<Huber> {
    private final Argument<Double> delta = implicitArgument("delta", Codecs.number(), 1.0);

    public Huber() {
        super("huber_loss");
    }

    /** Where the square ends and the line begins; 1 by default. */
    public Huber delta(double value) {
        delta.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor error = Ops.subtract(yPred, yTrue);
        Tensor distance = Ops.abs(error);
        double limit = delta.get();
        Tensor square = Ops.multiply(Ops.square(error), 0.5);
        Tensor line = Ops.subtract(Ops.multiply(distance, limit), 0.5 * limit * limit);
        return Ops.mean(Ops.where(Ops.lessEqual(distance, limit), square, line), -1);
    }
}
