package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/**
 * Zeros, {@code size} of them along an axis, to which the elements of the second tensor are added: each at the position along the axis that
 * the first, of integers and of the same shape, holds.
 */
public record GatherAlongGradient(int axis, long size) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(1).as(inputs.get(1).shape().with(axis, size)));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Arrays.asList(null, new GatherAlong(axis).apply(gradients.get(0), inputs.get(0)));
    }
}
