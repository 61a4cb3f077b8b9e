package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.regularizers.L1L2;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Tensor;

/**
 * Passes its input on, of any shape, and adds a penalty on it to the loss, divided by the size of the batch; <a
 * href="https://keras.io/api/layers/regularization_layers/activity_regularization/">Keras's</a>.
 */
public final class ActivityRegularization extends FluentLayer<ActivityRegularization> {
    private final Argument<Double> l1 = argument("l1", Codecs.notNegative(), 0.0);
    private final Argument<Double> l2 = argument("l2", Codecs.notNegative(), 0.0);

    /** Without a penalty, to be configured. */
    public ActivityRegularization() {}

    /** With these factors of the sum of absolute values and of the sum of squares. */
    public ActivityRegularization(double l1, double l2) {
        this.l1.set(l1);
        this.l2.set(l2);
    }

    @Override
    protected Regularizer activityRegularizer() {
        return new L1L2(l1.get(), l2.get());
    }

    @Override
    protected Tensor call(Tensor x) {
        return x;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
