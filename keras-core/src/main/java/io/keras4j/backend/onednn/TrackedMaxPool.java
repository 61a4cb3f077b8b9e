package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** A {@link MaxPool} that also gives, for its gradient, which element of each window is the largest. */
record TrackedMaxPool(MaxPool pool) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        TensorSpec y = pool.infer(inputs).get(0);
        return List.of(y, y.as(DType.UINT8));
    }
}
