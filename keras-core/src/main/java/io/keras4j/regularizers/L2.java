package io.keras4j.regularizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** A factor times the sum of the squares, which keeps numbers small: "l2", with a factor of 0.01. */
public final class L2 extends Regularizer {
    private final Argument<Double> l2 = argument("l2", Codecs.notNegative(), 0.01);

    /** With a factor of 0.01. */
    public L2() {}

    /** With this factor. */
    public L2(double l2) {
        this.l2.set(l2);
    }

    @Override
    public Tensor penalty(Tensor x) {
        return Ops.multiply(Ops.sum(Ops.square(x)), l2.get());
    }
}
