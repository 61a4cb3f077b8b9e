package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tensor with {@code before} and {@code after} further elements of {@code value} along each axis. */
public record Pad(List<Long> before, List<Long> after, double value) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        if (before.size() != shape.rank() || after.size() != shape.rank()) {
            throw new IllegalArgumentException(
                    "pad: expected a width for each axis of shape " + shape + ", got " + before + " and " + after);
        }
        Shape padded = shape;
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (shape.dim(axis) != Shape.UNKNOWN) {
                padded = padded.with(axis, before.get(axis) + shape.dim(axis) + after.get(axis));
            }
        }
        return List.of(inputs.get(0).as(padded));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Long> stop = new ArrayList<>();
        for (int axis = 0; axis < before.size(); axis++) {
            stop.add(before.get(axis) + inputs.get(0).shape().dim(axis));
        }
        return List.of(Ops.slice(gradients.get(0), before, stop, Collections.nCopies(stop.size(), 1L)));
    }
}
