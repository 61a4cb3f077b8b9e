package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, shears each image by random factors; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_shear/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomShear(0.2, 0)   // a pixel moves along the width by up to a fifth of its distance from the top
 * }</pre>
 */
public final class RandomShear extends BaseAffineLayer<RandomShear> {
    private final Argument<Range> xFactor = argument("x_factor", Range.strength(1), 0.0);
    private final Argument<Range> yFactor = argument("y_factor", Range.strength(1), 0.0);

    /** Without any shear, until it is set. */
    public RandomShear() {}

    /** By up to these factors along the width and along the height, in both directions; from 0 to 1. */
    public RandomShear(double xFactor, double yFactor) {
        this.xFactor.set(xFactor);
        this.yFactor.set(yFactor);
    }

    /** Sets the limits of the factor along the width; as often it is taken with the opposite sign. */
    public RandomShear xFactor(double lower, double upper) {
        xFactor.set(List.of(lower, upper));
        return this;
    }

    /** Sets the limits of the factor along the height; as often it is taken with the opposite sign. */
    public RandomShear yFactor(double lower, double upper) {
        yFactor.set(List.of(lower, upper));
        return this;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long batch = images.dim(0);
        Tensor sign = Ops.expandDims(signs(from, batch), 1);
        Tensor x = uniform(from, xFactor.get(), batch, 1);
        Tensor y = uniform(from, yFactor.get(), batch, 1);
        return Map.of("shear_factor", Ops.multiply(Ops.concatenate(List.of(x, y), 1), sign));
    }

    @Override
    Tensor matrix(Map<String, Tensor> transformation, Shape images) {
        List<Tensor> factors = Ops.split(transformation.get("shear_factor"), 2, 1);
        return rows(images.dim(0), 1.0, factors.get(0), 0.0, factors.get(1), 1.0, 0.0, 0.0, 0.0);
    }
}
