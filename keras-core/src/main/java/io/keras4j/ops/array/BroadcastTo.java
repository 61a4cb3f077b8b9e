package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The tensor repeated along axes of size 1, and along new leading axes, to reach a shape. */
public record BroadcastTo(Shape shape) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape reached = Shape.broadcast(inputs.get(0).shape(), shape);
        if (reached.rank() != shape.rank() || !reached.matches(shape)) {
            throw new IllegalArgumentException(
                    "broadcast_to: shape " + inputs.get(0).shape() + " cannot be broadcast to " + shape);
        }
        return List.of(inputs.get(0).as(shape));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(Ops.sumTo(gradients.get(0), inputs.get(0).shape()));
    }
}
