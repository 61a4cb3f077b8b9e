package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * In training, sets a random part of the inputs to 0 and scales the others by 1 / (1 - rate), so that the sum stays the same on average;
 * otherwise passes its input on. <a href="https://keras.io/api/layers/regularization_layers/dropout/">Keras's</a>.
 *
 * <p>Input and output: any shape. Source: Srivastava et al., Dropout (2014).
 *
 * <pre>{@code
 * new Dropout(0.3)
 * new Dropout(0.3).noiseShape(null, 1, 64)   // the same for all time steps
 * }</pre>
 */
public final class Dropout extends BaseDropout<Dropout> {
    private final Argument<List<Integer>> noiseShape = argument("noise_shape", NoiseShapes.codec(), null);

    /** To be configured. */
    Dropout() {}

    /** A layer that drops this part of its inputs, from 0 to 1. */
    public Dropout(double rate) {
        setStrength(rate);
    }

    /** Sets the shape of the random mask, 1 where it is repeated, null for the size of the input; by default that of the input. */
    public Dropout noiseShape(Integer... sizes) {
        noiseShape.set(sizes == null ? null : Arrays.asList(sizes));
        return this;
    }

    @Override
    Shape noiseShape(Tensor x) {
        return NoiseShapes.of(noiseShape.get(), x.shape());
    }
}
