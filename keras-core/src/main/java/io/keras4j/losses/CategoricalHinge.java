package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** max(neg - pos + 1, 0) with pos = Σ y ŷ and neg = max((1 - y) ŷ) along the last axis, for one-hot labels. */
public final class CategoricalHinge extends FluentLoss<CategoricalHinge> {
    public CategoricalHinge() {
        super("categorical_hinge");
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor positive = Ops.sum(Ops.multiply(yTrue, yPred), -1);
        Tensor negative = Ops.max(Ops.multiply(Ops.subtract(1, yTrue), yPred), -1);
        return Ops.maximum(Ops.add(Ops.subtract(negative, positive), 1), 0);
    }
}
