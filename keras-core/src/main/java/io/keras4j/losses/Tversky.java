package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * 1 - Σ y ŷ / (Σ y ŷ + alpha Σ y (1 - ŷ) + beta Σ (1 - y) ŷ + epsilon): <a href="https://arxiv.org/abs/1706.05721">a Dice loss</a> that
 * weighs what is missing against what is too much.
 */
public final class Tversky extends FluentLoss<Tversky> {
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 0.5);
    private final Argument<Double> beta = argument("beta", Codecs.number(), 0.5);
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes().optional(), null);

    public Tversky() {
        super("tversky");
    }

    /** The weight of what is labelled but not predicted; 0.5 by default. */
    public Tversky alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** The weight of what is predicted but not labelled; 0.5 by default. */
    public Tversky beta(double value) {
        beta.set(value);
        return this;
    }

    /** The axes to sum over; by default all, batch included. */
    public Tversky axis(Integer... values) {
        axis.set(List.of(values));
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        List<Integer> axes = Ops.axesOrAll(yPred, axis.get());
        Tensor overlap = Ops.sum(Ops.multiply(yTrue, yPred), axes, false);
        Tensor missing = Ops.sum(Ops.multiply(Ops.subtract(1, yPred), yTrue), axes, false);
        Tensor extra = Ops.sum(Ops.multiply(yPred, Ops.subtract(1, yTrue)), axes, false);
        Tensor weighted = Ops.add(Ops.multiply(missing, alpha.get()), Ops.multiply(extra, beta.get()));
        return Ops.subtract(1, Ops.divide(overlap, Ops.add(Ops.add(overlap, weighted), FloatX.epsilon())));
    }
}
