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
 * In training, turns the colors of each image around the color wheel; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_hue/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch.
 */
public final class RandomHue extends RandomColorLayer<RandomHue> {
    private static final Range UNIT = new Range(0, 1);

    private final Argument<Range> factor = argument("factor", Range.factor(0, 1));

    /** To be configured. */
    RandomHue() {}

    /** By up to this part of half of the wheel, from 0 to 1, in either direction. */
    public RandomHue(double factor) {
        this.factor.set(factor);
    }

    /** By a part of half of the wheel between these, from 0 to 1, in either direction. */
    public RandomHue(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Tensor sign = signs(from, images.dim(0));
        return Map.of("factor", Ops.multiply(Ops.multiply(uniform(from, factor.get(), images.dim(0)), sign), 0.5));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        List<Tensor> hsv = Ops.split(ImageOps.rgbToHsv(rescaled(images, valueRange(), UNIT), "channels_last"), 3, 3);
        Tensor hue = Ops.add(hsv.get(0), perImage(transformation.get("factor")));
        hue = Ops.where(Ops.greater(hue, 1), Ops.subtract(hue, 1), hue);
        hue = Ops.where(Ops.less(hue, 0), Ops.add(hue, 1), hue);
        Tensor turned = ImageOps.hsvToRgb(Ops.concatenate(List.of(hue, hsv.get(1), hsv.get(2)), 3), "channels_last");
        return rescaled(clipped(turned, UNIT), UNIT, valueRange());
    }
}
