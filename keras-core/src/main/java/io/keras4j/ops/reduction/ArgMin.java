package io.keras4j.ops.reduction;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import java.util.List;

/** The position of the (first) smallest element along an axis, as int32. */
public record ArgMin(int axis, boolean keepDims) implements Reduction, Op.NotDifferentiable {
    @Override
    public List<Integer> axes() {
        return List.of(axis);
    }

    @Override
    public DType resultType(DType operand) {
        return DType.INT32;
    }
}
