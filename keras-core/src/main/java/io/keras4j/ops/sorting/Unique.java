package io.keras4j.ops.sorting;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.GatherGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Collections;
import java.util.List;

/**
 * The rows of a matrix that differ, in ascending order of their elements, {@code size} of them: the last are left out if there are more, and
 * filled up if there are fewer. With them come, as int32, for each the position where it occurs first, for each row of the input the
 * position of its like among all that differ, and for each how often it occurs: 0 for those that are filled up, whose position is 0.
 *
 * @param fill the elements of rows that are filled up
 */
public record Unique(int size, double fill) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        if (x.rank() != 2 || size < 0) {
            throw new IllegalArgumentException(
                    "unique: expected a matrix and a size from 0, got shape " + x + " and size=" + size);
        }
        TensorSpec each = new TensorSpec(Shape.of(size), DType.INT32);
        return List.of(inputs.get(0).as(x.with(0, size)), each, each.as(Shape.of(x.dim(0))), each);
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        if (gradients.get(0) == null) {
            return Collections.singletonList(null);
        }
        Tensor found = Ops.expandDims(Ops.greater(outputs.get(3), 0), -1);
        Tensor dy = Ops.where(found, gradients.get(0), 0);
        return List.of(new GatherGradient(0, inputs.get(0).shape()).apply(outputs.get(1), dy));
    }
}
