package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** What the losses of probabilities share. */
final class Probabilities {
    private Probabilities() {}

    /** Kept away from 0 and 1, so that logarithms are finite. */
    static Tensor clipped(Tensor probabilities) {
        double epsilon = FloatX.epsilon();
        return Ops.clip(probabilities, epsilon, 1 - epsilon);
    }

    /** Scaled to sum to 1 along {@code axis}. */
    static Tensor normalized(Tensor probabilities, int axis) {
        return Ops.divide(probabilities, Ops.sum(probabilities, List.of(axis), true));
    }
}
