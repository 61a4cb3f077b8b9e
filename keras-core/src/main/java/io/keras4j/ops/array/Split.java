package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The input cut into equal parts along an axis. Unlike as many slices, it has one gradient: the parts' gradients one after another, which
 * is what keeps the gradient of a sequence that is taken step by step from growing with the square of its length.
 */
public record Split(int sections, int axis) implements Op {
    /** Each part is a tensor of its own: more of them do not fit into memory. */
    private static final int MAX_SECTIONS = 1 << 20;

    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        if (sections > MAX_SECTIONS) {
            throw new IllegalArgumentException("split: expected at most " + MAX_SECTIONS + " parts, got " + sections);
        }
        Shape shape = inputs.get(0).shape();
        long size = shape.dim(axis);
        if (sections < 1 || size == Shape.UNKNOWN || size % sections != 0) {
            throw new IllegalArgumentException(
                    "split: axis " + axis + " of shape " + shape + " cannot be cut into " + sections + " equal parts");
        }
        return Collections.nCopies(sections, inputs.get(0).as(shape.with(axis, size / sections)));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < sections; i++) {
            parts.add(gradients.get(i) == null ? Ops.zerosLike(outputs.get(i)) : gradients.get(i));
        }
        return List.of(Ops.concatenate(parts, axis));
    }
}
