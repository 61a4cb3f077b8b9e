package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** A matrix product, plus a bias for each column when there is a third input, then an activation unless that is null. */
record FusedMatMul(MatMul product, Op activation) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return product.infer(inputs);
    }
}
