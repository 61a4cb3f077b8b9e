package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * At each position the element of the first tensor whose position along an axis the second, of integers, holds; along all other axes both
 * have the same sizes and the position is the same. A position outside the axis is an error.
 */
public record GatherAlong(int axis) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        Shape positions = inputs.get(1).shape();
        if (!inputs.get(1).dtype().isInteger()) {
            throw new IllegalArgumentException("gather_along: expected integers for positions, got "
                    + inputs.get(1).dtype());
        }
        if (x.rank() != positions.rank() || !x.drop(axis).matches(positions.drop(axis))) {
            throw new IllegalArgumentException(
                    "gather_along: expected positions with the sizes of the input but along axis " + axis
                            + ", got shapes " + positions + " and " + x);
        }
        return List.of(inputs.get(0).as(positions));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Arrays.asList(
                new GatherAlongGradient(axis, inputs.get(0).shape().dim(axis)).apply(inputs.get(1), gradients.get(0)),
                null);
    }
}
