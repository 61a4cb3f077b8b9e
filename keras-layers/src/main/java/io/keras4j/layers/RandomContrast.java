package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, changes the contrast of each channel of each image: (x - mean) · f + mean with a random f; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_contrast/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomContrast(0.2, 0.3)
 * }</pre>
 */
public final class RandomContrast extends RandomColorLayer<RandomContrast> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1));

    /** To be configured. */
    RandomContrast() {}

    /** With f between 1 and 1 + this, which is from 0 to 1. */
    public RandomContrast(double factor) {
        this.factor.set(factor);
    }

    /** With f between 1 - lower and 1 + upper, both from 0 to 1. */
    public RandomContrast(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Range around = new Range(1 - factor.get().lower(), 1 + factor.get().upper());
        return Map.of("contrast_factor", uniform(from, around, images.dim(0), 1, 1, 1));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor mean = Ops.mean(images, List.of(1, 2), true);
        Tensor distance = Ops.multiply(Ops.subtract(images, mean), transformation.get("contrast_factor"));
        return clipped(Ops.add(distance, mean), valueRange());
    }
}
