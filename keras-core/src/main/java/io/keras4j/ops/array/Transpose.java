package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/** The tensor whose axis i is the input's axis {@code axes[i]}. */
public record Transpose(List<Integer> axes) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        if (axes.size() != shape.rank() || axes.stream().distinct().count() != axes.size()) {
            throw new IllegalArgumentException(
                    "transpose: axes " + axes + " do not permute the axes of shape " + shape);
        }
        return List.of(
                inputs.get(0).as(Shape.of(axes.stream().mapToLong(shape::dim).toArray())));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(inverse().apply(gradients.get(0)));
    }

    /** The transposition that undoes this one. */
    public Transpose inverse() {
        Integer[] inverse = new Integer[axes.size()];
        for (int i = 0; i < inverse.length; i++) {
            inverse[axes.get(i)] = i;
        }
        return new Transpose(Arrays.asList(inverse));
    }
}
