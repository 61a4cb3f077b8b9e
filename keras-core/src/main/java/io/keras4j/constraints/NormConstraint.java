package io.keras4j.constraints;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** A constraint on the Euclidean norms of a weight's slices along some axes. */
abstract class NormConstraint extends Constraint {
    /** {@code weight} with its norms along {@code axes} changed to what {@link #desired} wants. */
    final Tensor rescale(Tensor weight, List<Integer> axes) {
        Tensor norms = Ops.norm(weight, axes, true);
        return Ops.multiply(weight, Ops.divide(desired(norms), Ops.add(norms, FloatX.epsilon())));
    }

    /** What the norms should be. */
    abstract Tensor desired(Tensor norms);
}
