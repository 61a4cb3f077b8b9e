package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * The slices of the first tensor along an axis at the positions that the second, of integers, holds: with axis 0 and a matrix, its rows,
 * which is what an embedding does. The axis is replaced by the axes of the positions. A position outside the axis is an error.
 */
public record Gather(int axis) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        if (!inputs.get(1).dtype().isInteger()) {
            throw new IllegalArgumentException("gather: expected integers for positions, got "
                    + inputs.get(1).dtype());
        }
        Shape positions = inputs.get(1).shape();
        Shape gathered = shape.slice(0, axis).concat(positions).concat(shape.slice(axis + 1, shape.rank()));
        return List.of(inputs.get(0).as(gathered));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Arrays.asList(
                new GatherGradient(axis, inputs.get(0).shape()).apply(inputs.get(1), gradients.get(0)), null);
    }

    /**
     * Checks one position.
     *
     * @throws IndexOutOfBoundsException when {@code index} is not within an axis of {@code size}: for kernels to use
     */
    public static void check(long index, int axis, long size) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("gather: index " + index + " is out of range for axis " + axis
                    + " of size " + size + "; expected 0 to " + (size - 1));
        }
    }
}
