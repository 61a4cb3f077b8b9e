package io.keras4j.constraints;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Tensor;

/** What a weight is projected to after each update; see <a href="https://keras.io/api/layers/constraints/">Keras's</a>. */
public abstract class Constraint extends Configurable {
    /** Constraints by name and envelope. */
    public static final Kind<Constraint> KIND = new Kind<>("constraint", Constraint.class);

    /** The nearest values that satisfy the constraint. */
    public abstract Tensor project(Tensor weight);
}
