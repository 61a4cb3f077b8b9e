package io.keras4j.regularizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The sum of an {@link L1} and an {@link L2} penalty: "l1l2", whose factors are 0 unless given, as in Keras. */
public final class L1L2 extends Regularizer {
    private final Argument<Double> l1 = argument("l1", Codecs.notNegative(), 0.0);
    private final Argument<Double> l2 = argument("l2", Codecs.notNegative(), 0.0);

    /** With factors of 0, to be configured. */
    public L1L2() {}

    /** With these factors. */
    public L1L2(double l1, double l2) {
        this.l1.set(l1);
        this.l2.set(l2);
    }

    @Override
    public Tensor penalty(Tensor x) {
        Tensor penalty = Ops.scalar(0, x.dtype());
        if (l1.get() != 0) {
            penalty = Ops.add(penalty, new L1(l1.get()).penalty(x));
        }
        if (l2.get() != 0) {
            penalty = Ops.add(penalty, new L2(l2.get()).penalty(x));
        }
        return penalty;
    }
}
