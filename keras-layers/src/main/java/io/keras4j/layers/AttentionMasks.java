package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** Which positions of a sequence may attend to which of another one: tensors of shape (1, queries, values), true where they may. */
final class AttentionMasks {
    private AttentionMasks() {}

    /** Each position to itself and those before. */
    static Tensor causal(long queries, long values) {
        return Ops.expandDims(Ops.greaterEqual(rows(queries), Ops.arange(values)), 0);
    }

    /** Each position to those less than {@code width} away. */
    static Tensor band(long queries, long values, int width) {
        return Ops.expandDims(Ops.less(Ops.abs(Ops.subtract(rows(queries), Ops.arange(values))), width), 0);
    }

    private static Tensor rows(long queries) {
        return Ops.expandDims(Ops.arange(queries), 1);
    }

    /** What both allow; null allows everything. */
    static Tensor and(Tensor a, Tensor b) {
        return a == null ? b : b == null ? a : Ops.logicalAnd(a, b);
    }
}
