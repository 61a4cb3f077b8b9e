package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** 1 - 2 Σ y ŷ / (Σ y + Σ ŷ + epsilon): how little two masks overlap. */
public final class Dice extends FluentLoss<Dice> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes().optional(), null);

    public Dice() {
        super("dice");
    }

    /** The axes to sum over; by default all, batch included. */
    public Dice axis(Integer... values) {
        axis.set(List.of(values));
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        List<Integer> axes = Ops.axesOrAll(yPred, axis.get());
        Tensor overlap = Ops.sum(Ops.multiply(yTrue, yPred), axes, false);
        Tensor size = Ops.add(Ops.sum(yTrue, axes, false), Ops.sum(yPred, axes, false));
        return Ops.subtract(1, Ops.divide(Ops.multiply(overlap, 2), Ops.add(size, FloatX.epsilon())));
    }
}
