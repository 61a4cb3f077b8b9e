package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The elements from {@code start}, by {@code step}, up to but without {@code stop}, along every axis. {@link #END} as a stop means to the
 * last element, whatever the size.
 */
public record Slice(List<Long> start, List<Long> stop, List<Long> step) implements Op {
    /** The stop that takes all elements to the last. */
    public static final long END = Long.MAX_VALUE;

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        if (start.size() != shape.rank()) {
            throw new IllegalArgumentException(
                    "slice: expected a range for each axis of shape " + shape + ", got " + start.size());
        }
        Shape sliced = shape;
        for (int axis = 0; axis < shape.rank(); axis++) {
            long size = shape.dim(axis);
            if (size == Shape.UNKNOWN && stop.get(axis) == END) {
                boolean all = start.get(axis) == 0 && step.get(axis) == 1;
                sliced = sliced.with(axis, Shape.UNKNOWN);
                if (all) {
                    continue;
                }
            } else {
                long end = size == Shape.UNKNOWN ? stop.get(axis) : Math.min(stop.get(axis), size);
                if (start.get(axis) < 0 || start.get(axis) > end || step.get(axis) < 1) {
                    throw new IllegalArgumentException("slice: from " + start.get(axis) + " to " + end + " by "
                            + step.get(axis) + " is not a range of axis " + axis + " of shape " + shape);
                }
                sliced = sliced.with(axis, (end - start.get(axis) + step.get(axis) - 1) / step.get(axis));
            }
        }
        return List.of(inputs.get(0).as(sliced));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(new SliceGradient(this, inputs.get(0).shape()).apply(gradients.get(0)));
    }
}
