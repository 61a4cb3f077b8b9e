package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The tensor repeated along axes of size 1, and along new leading axes, to reach a shape; a size of that which is unknown is the input's. */
public record BroadcastTo(Shape shape) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape from = inputs.get(0).shape();
        if (!fits(from)) {
            throw new IllegalArgumentException("broadcast_to: shape " + from + " cannot be broadcast to " + shape);
        }
        return List.of(inputs.get(0).as(Shape.broadcast(from, shape)));
    }

    private boolean fits(Shape from) {
        for (int axis = 1; axis <= from.rank(); axis++) {
            long size = from.dim(-axis);
            long wanted = axis <= shape.rank() ? shape.dim(-axis) : 0;
            if (size != 1 && size != wanted && size != Shape.UNKNOWN && wanted != Shape.UNKNOWN) {
                return false;
            }
        }
        return from.rank() <= shape.rank();
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(Ops.sumTo(gradients.get(0), inputs.get(0).shape()));
    }
}
