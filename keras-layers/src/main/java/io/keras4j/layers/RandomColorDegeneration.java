package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, makes each image greyer by a random factor f: x + f · (grey - x); <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_degeneration/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch.
 *
 * <pre>{@code
 * new RandomColorDegeneration(0, 0.8)
 * }</pre>
 */
public final class RandomColorDegeneration extends RandomColorLayer<RandomColorDegeneration> {
    private final Argument<Range> factor = argument("factor", Range.factor(-1, 1));

    /** To be configured. */
    RandomColorDegeneration() {}

    /** With f from -this to this. */
    public RandomColorDegeneration(double factor) {
        this.factor.set(factor);
    }

    /** With f between these: 0 leaves an image as it is, 1 makes it grey. */
    public RandomColorDegeneration(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    void checkShape(Shape images) {
        if (images.dim(3) != 3) {
            throw new IllegalArgumentException("expected images of 3 channels, got " + images.dim(3));
        }
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("factor", uniform(from, factor.get(), images.dim(0), 1, 1, 1));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor grey = ImageOps.rgbToGrayscale(images, "channels_last");
        Tensor distance = Ops.multiply(Ops.subtract(grey, images), transformation.get("factor"));
        return clipped(Ops.add(images, distance), valueRange());
    }
}
