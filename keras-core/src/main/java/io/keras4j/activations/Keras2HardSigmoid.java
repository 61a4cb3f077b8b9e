package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * What "hard_sigmoid" meant before Keras 3: x / 5 + 1/2 limited to 0 and 1, unlike {@link HardSigmoid}. Models of older versions get it when
 * they are loaded. Python Keras opens a file with it when a function is registered as {@code Keras2HardSigmoid} of the package
 * {@code keras4j}.
 */
public final class Keras2HardSigmoid extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.clip(Ops.add(Ops.multiply(x, 0.2), 0.5), 0, 1);
    }
}
