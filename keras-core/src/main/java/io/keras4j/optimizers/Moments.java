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

    /** The same number, but computed as beta · old + (1 - beta) · x, which rounds differently. */
    static Tensor blend(Variable average, Tensor x, double beta) {
        return Ops.add(Ops.multiply(average.value(), beta), Ops.multiply(x, 1 - beta));
    }

    /** Adam's learning rate, which makes up for the averages having started at 0. */
    static Tensor corrected(Tensor rate, Tensor step, double beta1, double beta2) {
        Tensor correction1 = Ops.subtract(1, Ops.power(beta1, step));
        Tensor correction2 = Ops.subtract(1, Ops.power(beta2, step));
        return Ops.divide(Ops.multiply(rate, Ops.sqrt(correction2)), correction1);
    }
}
