package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * 0 up to x = -1, 1 from 1 on, and (x + 1) / 2 between: "sparse_sigmoid". Source: Blondel, Martins and Niculae, Learning Classifiers
 * with Fenchel-Young Losses (2019).
 */
public final class SparseSigmoid extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.sparseSigmoid(x);
    }
}
