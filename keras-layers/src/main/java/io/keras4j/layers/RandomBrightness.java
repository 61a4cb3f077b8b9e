package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, makes each image brighter or darker by a random part of the range of values; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_brightness/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomBrightness(0.2).valueRange(0, 1)
 * }</pre>
 */
public final class RandomBrightness extends RandomColorLayer<RandomBrightness> {
    private final Argument<Range> factor = argument("factor", Range.factor(-1, 1));

    /** To be configured. */
    RandomBrightness() {}

    /** By up to this part of the range, from 0 to 1, in either direction. */
    public RandomBrightness(double factor) {
        this.factor.set(factor);
    }

    /** By a part between these, from -1 to 1. */
    public RandomBrightness(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Range delta = factor.get().times(valueRange().length());
        return Map.of("rgb_delta", uniform(from, delta, images.dim(0), 1, 1, 1));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return clipped(Ops.add(images, transformation.get("rgb_delta")), valueRange());
    }
}
