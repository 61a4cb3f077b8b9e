package io.keras4j.initializers;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Makes the first values of a weight; see <a href="https://keras.io/api/layers/initializers/">Keras's initializers</a>. */
public abstract class Initializer extends Configurable {
    /** Initializers by name and envelope. */
    public static final Kind<Initializer> KIND = new Kind<>("initializer", Initializer.class);

    /** Values of this shape and dtype, computed with ops. */
    public abstract Tensor create(Shape shape, DType dtype);
}
