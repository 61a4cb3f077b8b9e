package io.keras4j.ops.reduction;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The product along axes. Its gradient divides by the elements, so it is not finite where one is 0. */
public record Prod(List<Integer> axes, boolean keepDims) implements Reduction {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor x = inputs.get(0);
        Tensor y = Ops.multiply(expand(gradients.get(0), x), expand(outputs.get(0), x));
        return List.of(Ops.divide(y, x));
    }
}
