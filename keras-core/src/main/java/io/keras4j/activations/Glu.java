package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * a · sigmoid(b) of the two halves a and b of x along an axis, which must have an even size and is halved: "glu", along the last axis.
 * Source: Dauphin et al., Language Modeling with Gated Convolutional Networks (2017).
 */
public final class Glu extends Activation {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** Along the last axis. */
    public Glu() {}

    /** Along this axis, which may be negative. */
    public Glu(int axis) {
        this.axis.set(axis);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.glu(x, axis.get());
    }
}
