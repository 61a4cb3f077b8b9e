package io.keras4j.ops.sorting;

import io.keras4j.ops.Op;
import io.keras4j.ops.array.GatherAlongGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.Collections;
import java.util.List;

/**
 * The {@code k} largest elements along the last axis, in descending order, and their positions as int32. Of equal elements the first comes
 * first, NaN is larger than all others.
 */
public record TopK(int k) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape x = inputs.get(0).shape();
        if (x.rank() == 0 || k < 0 || k > x.dim(-1) && x.dim(-1) != Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    "top_k: expected k from 0 to the size of the last axis, got k=" + k + " for shape " + x);
        }
        TensorSpec values = inputs.get(0).as(x.with(-1, k));
        return List.of(values, values.as(DType.INT32));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Shape x = inputs.get(0).shape();
        Tensor dx = gradients.get(0) == null
                ? null
                : new GatherAlongGradient(x.rank() - 1, x.dim(-1)).apply(outputs.get(1), gradients.get(0));
        return Collections.singletonList(dx);
    }
}
