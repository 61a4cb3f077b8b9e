package io.keras4j.ops.elementwise;

import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/** An elementwise function of one tensor. */
public interface Unary extends Elementwise {
    /** The gradient with respect to x of y = f(x), given that with respect to y. */
    Tensor gradient(Tensor x, Tensor y, Tensor dy);

    @Override
    default List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        return Collections.singletonList(gradient(inputs.get(0), outputs.get(0), gradients.get(0)));
    }
}
