package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The element of the second tensor where the first, a bool, is true, else that of the third; all are broadcast to one shape. */
public record Where() implements Elementwise {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor condition = inputs.get(0);
        Tensor dy = gradients.get(0);
        Tensor zero = Ops.scalar(0, dy.dtype());
        return Arrays.asList(
                null,
                Ops.sumTo(Ops.where(condition, dy, zero), inputs.get(1).shape()),
                Ops.sumTo(Ops.where(condition, zero, dy), inputs.get(2).shape()));
    }
}
