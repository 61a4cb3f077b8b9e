package io.keras4j.layers;

import io.keras4j.activations.LeakyRelu;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.tensor.Tensor;

/**
 * x above 0 and slope · x below; <a href="https://keras.io/api/layers/activation_layers/leaky_relu/">Keras's</a>.
 *
 * <p>Input and output: any shape.
 */
public final class LeakyReLU extends FluentLayer<LeakyReLU> {
    private final Argument<Double> negativeSlope =
            argument("negative_slope", Codecs.number().that(value -> value >= 0, "a number that is not negative"), 0.3);

    /** With a slope of 0.3. */
    public LeakyReLU() {}

    /** With this slope. */
    public LeakyReLU(double negativeSlope) {
        this.negativeSlope.set(negativeSlope);
    }

    @Override
    protected Tensor call(Tensor x) {
        return new LeakyRelu(negativeSlope.get()).apply(x);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
