package io.keras4j.constraints;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** Negative numbers become 0: "non_neg". */
public final class NonNeg extends Constraint {
    @Override
    public Tensor project(Tensor weight) {
        return Ops.maximum(weight, 0);
    }
}
