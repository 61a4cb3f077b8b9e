package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The gradient of a {@link TrackedRecurrence}: from what that gives for it, then what {@link io.keras4j.ops.nn.LstmGradient} or
 * {@link io.keras4j.ops.nn.GruGradient} needs.
 */
record TrackedRecurrenceGradient(Op gradient) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return gradient.infer(inputs.subList(1, inputs.size()));
    }
}
