package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * (x + √(x² + b)) / 2, a smooth {@link Relu} without exponentials: "squareplus", where b is 4. Source: Barron, Squareplus (2021).
 */
public final class Squareplus extends Activation {
    private final Argument<Double> b = argument("b", Codecs.number(), 4.0);

    /** With smoothness of 4.0, as the name "squareplus" means. */
    public Squareplus() {}

    /** With this smoothness. */
    public Squareplus(double b) {
        this.b.set(b);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.squareplus(x, b.get());
    }
}
