package io.keras4j.ops.reduction;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The mean along axes. */
public record Mean(List<Integer> axes, boolean keepDims) implements Reduction {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        Tensor dy = expand(gradients.get(0), x);
        double count = (double) x.shape().size() / dy.shape().size();
        return List.of(Ops.broadcastTo(Ops.multiply(dy, 1 / count), x.shape()));
    }
}
