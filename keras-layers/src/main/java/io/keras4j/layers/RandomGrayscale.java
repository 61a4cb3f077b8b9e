package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * In training, makes some images grey, with their three channels; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_grayscale/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch.
 */
public final class RandomGrayscale extends RandomImageLayer<RandomGrayscale> {
    private final Argument<Double> factor = argument("factor", Codecs.between(0, 1), 0.5);

    /** With a probability of 0.5. */
    public RandomGrayscale() {
        super(true);
    }

    /** With this probability. */
    public RandomGrayscale(double factor) {
        this();
        this.factor.set(factor);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("should_apply", Ops.less(uniform(from, new Range(0, 1), images.dim(0), 1, 1, 1), factor.get()));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor grey = Ops.broadcastTo(ImageOps.rgbToGrayscale(images, "channels_last"), images.shape());
        return Ops.where(transformation.get("should_apply"), grey, images);
    }
}
