package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * In training, mirrors half of the images; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_flip/">Keras's</a>. In the mode
 * "horizontal_and_vertical" an image is mirrored in both ways or in none.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomFlip("horizontal").seed(42)
 * }</pre>
 */
public final class RandomFlip extends RandomImageLayer<RandomFlip> {
    private final Argument<String> mode = argument(
            "mode", Codecs.oneOf("horizontal", "vertical", "horizontal_and_vertical"), "horizontal_and_vertical");

    /** In the mode "horizontal_and_vertical". */
    public RandomFlip() {}

    /** In the mode "horizontal", "vertical" or "horizontal_and_vertical". */
    public RandomFlip(String mode) {
        this.mode.set(mode);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("flips", Ops.lessEqual(uniform(from, new Range(0, 1), images.dim(0), 1, 1, 1), 0.5));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor flipped = images;
        flipped = mode.get().startsWith("horizontal") ? Ops.flip(flipped, 2) : flipped;
        flipped = mode.get().endsWith("vertical") ? Ops.flip(flipped, 1) : flipped;
        return Ops.where(transformation.get("flips"), flipped, images);
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transform(masks, transformation);
    }
}
