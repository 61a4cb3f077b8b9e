package io.keras4j.ops.reduction;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The largest element along axes; equal ones share the gradient. */
public record Max(List<Integer> axes, boolean keepDims) implements Reduction {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        Tensor chosen = Ops.cast(Ops.equal(x, expand(outputs.get(0), x)), x.dtype());
        Tensor share = Ops.divide(expand(gradients.get(0), x), Ops.sum(chosen, axes(), true));
        return List.of(Ops.multiply(chosen, share));
    }
}
