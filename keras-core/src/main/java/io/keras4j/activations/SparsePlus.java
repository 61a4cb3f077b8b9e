package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 0 up to x = -1, x from 1 on, and (x + 1)² / 4 between: "sparse_plus".
 */
public final class SparsePlus extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        Tensor middle = Ops.multiply(Ops.square(Ops.add(Ops.clip(x, -1, 1), 1)), 0.25);
        return Ops.where(Ops.lessEqual(x, 1), middle, x);
    }
}
