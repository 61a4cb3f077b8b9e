package io.keras4j.constraints;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** A constraint on the Euclidean norms of a weight's slices along some axes. */
abstract class NormConstraint extends Constraint {
    /** The codec of an axis, or several. */
    static Codecs.Simple<List<Integer>> axes() {
        return Codecs.of(
                value -> value instanceof Number
                        ? List.of(Codecs.integer().decode(value))
                        : Codecs.list(Codecs.integer()).decode(value),
                axes -> axes.size() == 1 ? axes.get(0) : axes);
    }

    /** {@code weight} with its norms along {@code axes} changed to what {@link #desired} wants. */
    final Tensor rescale(Tensor weight, List<Integer> axes) {
        Tensor norms = Ops.norm(weight, axes, true);
        return Ops.multiply(weight, Ops.divide(desired(norms), Ops.add(norms, FloatX.epsilon())));
    }

    /** What the norms should be. */
    abstract Tensor desired(Tensor norms);
}
