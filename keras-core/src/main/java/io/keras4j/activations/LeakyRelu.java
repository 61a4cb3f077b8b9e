package io.keras4j.activations;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * x above 0 and slope · x below: "leaky_relu", where the slope is 0.2.
 */
public final class LeakyRelu extends Activation {
    private final Argument<Double> negativeSlope = argument("negative_slope", Codecs.number(), 0.2);

    /** With slope below 0 of 0.2, as the name "leaky_relu" means. */
    public LeakyRelu() {}

    /** With this slope below 0. */
    public LeakyRelu(double negativeSlope) {
        this.negativeSlope.set(negativeSlope);
    }

    @Override
    protected Map<String, Object> layerEnvelope() {
        return layerEnvelope("LeakyReLU");
    }

    @Override
    public Tensor apply(Tensor x) {
        return Ops.leakyRelu(x, negativeSlope.get());
    }
}
