package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.RandomNormal;
import io.keras4j.tensor.Tensor;

/**
 * In training, adds normally distributed numbers with mean 0; <a
 * href="https://keras.io/api/layers/regularization_layers/gaussian_noise/">Keras's</a>.
 *
 * <p>Input and output: any shape.
 */
public final class GaussianNoise extends RandomLayer<GaussianNoise> {
    /** To be configured. */
    GaussianNoise() {
        super("stddev", Codecs.between(0, 1));
    }

    /** A layer that adds noise of this standard deviation, from 0 to 1. */
    public GaussianNoise(double stddev) {
        this();
        setStrength(stddev);
    }

    @Override
    Tensor perturb(Tensor x, double stddev, Tensor state) {
        return Ops.add(x, Ops.multiply(new RandomNormal(x.shape(), x.dtype()).apply(state), stddev));
    }
}
