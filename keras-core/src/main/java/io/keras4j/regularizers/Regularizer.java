package io.keras4j.regularizers;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.tensor.Tensor;

/**
 * A penalty on weights or outputs that is added to the loss; see <a href="https://keras.io/api/layers/regularizers/">Keras's</a>.
 *
 * <pre>{@code
 * new Dense(64).kernelRegularizer(new L2(1e-4)).activityRegularizer("l1");
 * }</pre>
 */
public abstract class Regularizer extends Configurable {
    /** Regularizers by name and envelope. */
    public static final Kind<Regularizer> KIND = new Kind<>("regularizer", Regularizer.class);

    /** The penalty, a scalar. */
    public abstract Tensor penalty(Tensor x);
}
