package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** At each position the sum of the elements along an axis up to and with it; from the other end when {@code reverse}. */
public record CumulativeSum(int axis, boolean reverse) implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return List.of(new CumulativeSum(axis, !reverse).apply(gradients.get(0)));
    }
}
