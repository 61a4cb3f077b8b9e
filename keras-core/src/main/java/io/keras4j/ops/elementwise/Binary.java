package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** An elementwise function of two tensors of one dtype, which are broadcast to one shape. */
public interface Binary extends Elementwise {
    /** The gradient with respect to a of y = f(a, b), before what was broadcast is summed up again. */
    Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy);

    /** The gradient with respect to b. */
    Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy);

    @Override
    default List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Tensor y = outputs.get(0);
        Tensor dy = gradients.get(0);
        return List.of(Ops.sumTo(gradientA(a, b, y, dy), a.shape()), Ops.sumTo(gradientB(a, b, y, dy), b.shape()));
    }
}
