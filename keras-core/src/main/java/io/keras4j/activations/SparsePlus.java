package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 0 up to x = -1, x from 1 on, and (x + 1)² / 4 between: "sparse_plus".
 */
public final class SparsePlus extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.sparsePlus(x);
    }
}
