package io.keras4j.ops.reduction;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The sum along axes. */
public record Sum(List<Integer> axes, boolean keepDims) implements Reduction {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        return List.of(Ops.broadcastTo(expand(gradients.get(0), x), x.shape()));
    }
}
