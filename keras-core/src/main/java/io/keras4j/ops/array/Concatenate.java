package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;

/** The tensors one after another along an axis; their other axes agree. */
public record Concatenate(int axis) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape first = inputs.get(0).shape();
        long total = 0;
        for (TensorSpec input : inputs) {
            Shape shape = input.shape();
            if (shape.rank() != first.rank() || !shape.drop(axis).matches(first.drop(axis))) {
                throw new IllegalArgumentException("concatenate: all sizes but that of axis " + axis
                        + " must agree, got " + first + " and " + shape);
            }
            total = total == Shape.UNKNOWN || shape.dim(axis) == Shape.UNKNOWN
                    ? Shape.UNKNOWN
                    : total + shape.dim(axis);
        }
        return List.of(inputs.get(0).as(first.with(axis, total)));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Tensor> parts = new ArrayList<>();
        long start = 0;
        for (Tensor input : inputs) {
            long stop = start + input.shape().dim(axis);
            parts.add(Ops.slice(gradients.get(0), axis, start, stop));
            start = stop;
        }
        return parts;
    }
}
