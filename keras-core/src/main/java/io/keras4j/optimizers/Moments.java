package io.keras4j.optimizers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/** Exponential moving averages. */
final class Moments {
    private Moments() {}

    /** The next value of an average that follows {@code x}, the slower the larger {@code beta} is. */
    static Tensor next(Variable average, Tensor x, double beta) {
        Tensor old = average.value();
        return Ops.add(old, Ops.multiply(Ops.subtract(x, old), 1 - beta));
    }
}
