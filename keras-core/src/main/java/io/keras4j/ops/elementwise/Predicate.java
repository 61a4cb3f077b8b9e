package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;

/** An elementwise op that answers yes or no: a tensor of bools, through which no gradient flows. */
public interface Predicate extends Elementwise, Op.NotDifferentiable {
    @Override
    default DType resultType(DType operand) {
        return DType.BOOL;
    }
}
