package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of max(1 - y ŷ, 0), for labels -1 and 1; labels of 0 and 1 only are taken for -1 and 1. */
public final class Hinge extends FluentLoss<Hinge> {
    public Hinge() {
        super("hinge");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.mean(margins(yTrue, yPred), -1);
    }

    /** How far each prediction is from being on the label's side with a margin of 1. */
    static Tensor margins(Tensor yTrue, Tensor yPred) {
        Tensor binary = Ops.all(Ops.logicalOr(Ops.equal(yTrue, 0), Ops.equal(yTrue, 1)));
        Tensor signs = Ops.where(binary, Ops.subtract(Ops.multiply(yTrue, 2), 1), yTrue);
        return Ops.maximum(Ops.subtract(1, Ops.multiply(signs, yPred)), 0);
    }
}
