package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/**
 * The logarithm of the {@link Softmax} along an axis, exact where that underflows: "log_softmax", along the last axis.
 */
public final class LogSoftmax extends Activation {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** Along the last axis. */
    public LogSoftmax() {}

    /** Along this axis, which may be negative. */
    public LogSoftmax(int axis) {
        this.axis.set(axis);
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.logSoftmax(x, axis.get());
    }
}
