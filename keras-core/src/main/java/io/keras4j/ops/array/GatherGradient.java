package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * A tensor of zeros of some shape to which, at the positions that the first input holds, the slices of the second are added. A size of the
 * shape that is unknown is that of the second input.
 */
public record GatherGradient(int axis, Shape shape) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape slices = inputs.get(1).shape();
        Shape complete = shape;
        for (int i = 0; i < shape.rank(); i++) {
            if (shape.dim(i) == Shape.UNKNOWN) {
                complete = complete.with(i, slices.dim(i < axis ? i : i - shape.rank()));
            }
        }
        return List.of(inputs.get(1).as(complete));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Arrays.asList(null, new Gather(axis).apply(gradients.get(0), inputs.get(0)));
    }
}
