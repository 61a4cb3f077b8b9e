package io.keras4j.regularizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** A factor times the sum of the absolute values, which drives numbers to 0: "l1", with a factor of 0.01. */
public final class L1 extends Regularizer {
    private final Argument<Double> l1 = argument("l1", Codecs.notNegative(), 0.01);

    /** With a factor of 0.01. */
    public L1() {}

    /** With this factor. */
    public L1(double l1) {
        this.l1.set(l1);
    }

    @Override
    public Tensor penalty(Tensor x) {
        return Ops.multiply(Ops.sum(Ops.abs(x)), l1.get());
    }
}
