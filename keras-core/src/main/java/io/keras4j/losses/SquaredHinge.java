package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of max(1 - y ŷ, 0)², for labels -1 and 1; labels of 0 and 1 only are taken for -1 and 1. */
public final class SquaredHinge extends FluentLoss<SquaredHinge> {
    public SquaredHinge() {
        super("squared_hinge");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(Ops.square(Hinge.margins(yTrue, yPred)), -1);
    }
}
