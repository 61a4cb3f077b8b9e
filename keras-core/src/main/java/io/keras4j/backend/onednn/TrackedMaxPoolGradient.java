package io.keras4j.backend.onednn;

import io.keras4j.ops.Op;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The gradient of a {@link TrackedMaxPool} with respect to its input, from which elements were the largest and the output's gradient. */
record TrackedMaxPoolGradient(Window window, Shape input) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(1).as(input));
    }
}
