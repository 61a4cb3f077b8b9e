package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.RandomNormal;
import io.keras4j.tensor.Tensor;

/**
 * In training, multiplies with normally distributed numbers with mean 1 and standard deviation √(rate / (1 - rate)); <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_dropout/">Keras's</a>.
 *
 * <p>Input and output: any shape. Source: Srivastava et al., Dropout (2014).
 */
public final class GaussianDropout extends RandomLayer<GaussianDropout> {
    /** To be configured. */
    GaussianDropout() {
        super("rate", Codecs.number().that(rate -> rate >= 0 && rate < 1, "a number from 0 up to but without 1"));
    }

    /** A layer of this rate, from 0 up to but without 1. */
    public GaussianDropout(double rate) {
        this();
        setStrength(rate);
    }

    @Override
    Tensor perturb(Tensor x, double rate, Tensor state) {
        Tensor noise = Ops.multiply(new RandomNormal(x.shape(), x.dtype()).apply(state), Math.sqrt(rate / (1 - rate)));
        return Ops.multiply(x, Ops.add(noise, 1));
    }
}
