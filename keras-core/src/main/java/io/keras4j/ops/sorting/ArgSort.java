package io.keras4j.ops.sorting;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * The positions along an axis in ascending order of the elements there, as int32. Equal elements stay in their order, NaN is larger than all
 * others.
 */
public record ArgSort(int axis) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0).as(DType.INT32));
    }
}
