package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * eˣ, scaled so that the sum along an axis is 1: "softmax", along the last axis.
 */
public final class Softmax extends Activation {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** Along the last axis. */
    public Softmax() {}

    /** Along this axis, which may be negative. */
    public Softmax(int axis) {
        this.axis.set(axis);
    }

    @Override
    protected Map<String, Object> layerEnvelope() {
        return layerEnvelope("Softmax");
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.softmax(x, axis.get());
    }
}
