package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The same elements in row-major order under another shape, of which one size may be unknown and then follows from the others. */
public record Reshape(Shape shape) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        TensorSpec input = inputs.get(0);
        long size = input.shape().size();
        if (size == Shape.UNKNOWN) {
            return List.of(input.as(shape));
        }
        long known = 1;
        int open = -1;
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dim(i) != Shape.UNKNOWN) {
                known *= shape.dim(i);
            } else if (open < 0) {
                open = i;
            } else {
                throw new IllegalArgumentException("reshape: only one size may be left open, got " + shape);
            }
        }
        if (open >= 0 ? known == 0 || size % known != 0 : known != size) {
            throw new IllegalArgumentException("reshape: a tensor of shape " + input.shape() + " with " + size
                    + " elements does not fit into " + shape);
        }
        return List.of(input.as(open >= 0 ? shape.with(open, size / known) : shape));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(Ops.reshape(gradients.get(0), inputs.get(0).shape()));
    }
}
