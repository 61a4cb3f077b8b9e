package io.keras4j.activations;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * The logarithm of the {@link Sigmoid}, exact where that underflows: "log_sigmoid".
 */
public final class LogSigmoid extends Activation {
    @Override
    public Tensor apply(Tensor x) {
        return Ops.logSigmoid(x);
    }
}
