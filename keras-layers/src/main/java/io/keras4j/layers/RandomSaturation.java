package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, makes the colors of each image stronger or weaker; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_saturation/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch.
 *
 * <pre>{@code
 * new RandomSaturation(0.3, 0.7)
 * }</pre>
 */
public final class RandomSaturation extends RandomColorLayer<RandomSaturation> {
    private final Argument<Range> factor = argument("factor", Range.factor(-1, 1));

    /** To be configured. */
    RandomSaturation() {}

    /** With a factor from -this to this: 0.5 leaves an image as it is, 0 makes it grey. */
    public RandomSaturation(double factor) {
        this.factor.set(factor);
    }

    /** With a factor between these: 0.5 leaves an image as it is, 0 makes it grey, 1 as colorful as can be. */
    public RandomSaturation(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    /** The saturation is multiplied with f / (1 - f). */
    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Tensor drawn = uniform(from, factor.get(), images.dim(0));
        return Map.of("factor", Ops.divide(drawn, Ops.add(Ops.subtract(1, drawn), FloatX.epsilon())));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        List<Tensor> hsv = Ops.split(ImageOps.rgbToHsv(images, "channels_last"), 3, 3);
        Tensor saturation = clipped(Ops.multiply(hsv.get(1), perImage(transformation.get("factor"))), valueRange());
        return ImageOps.hsvToRgb(Ops.concatenate(List.of(hsv.get(0), saturation, hsv.get(2)), 3), "channels_last");
    }
}
