package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link io.keras4j.ops.nn.Lstm} or {@link io.keras4j.ops.nn.Gru} that also gives what its gradient needs to know of every step.
 *
 * @param workspace the bytes of that
 */
record TrackedRecurrence(Op recurrence, long workspace) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        List<TensorSpec> outputs = new ArrayList<>(recurrence.infer(inputs));
        outputs.add(new TensorSpec(Shape.of(workspace), DType.UINT8));
        return outputs;
    }
}
