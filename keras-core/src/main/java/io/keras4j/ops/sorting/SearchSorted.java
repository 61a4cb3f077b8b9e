package io.keras4j.ops.sorting;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * For each element of the second tensor how many of the first, an ascending vector, are less; or, with {@code right}, are less or equal: where
 * it can be put in, as int32. NaN is larger than all others.
 */
public record SearchSorted(boolean right) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        if (inputs.get(0).shape().rank() != 1) {
            throw new IllegalArgumentException("searchsorted: expected a vector as the sorted sequence, got shape "
                    + inputs.get(0).shape());
        }
        return List.of(inputs.get(1).as(DType.INT32));
    }
}
