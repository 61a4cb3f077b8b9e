package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Stretches the values of each channel of each image over the whole range; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/auto_contrast/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch. A channel with one value only stays what it is.
 */
public final class AutoContrast extends BaseImagePreprocessingLayer<AutoContrast> {
    private static final Range BYTES = new Range(0, 255);

    private final Argument<Range> valueRange = argument("value_range", Range.values(), List.of(0, 255));

    /** For values from 0 to 255, unless set. */
    public AutoContrast() {}

    /** Sets the smallest and the largest value of a pixel; 0 and 255 by default. */
    public AutoContrast valueRange(double lower, double upper) {
        valueRange.set(List.of(lower, upper));
        return this;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor x = rescaled(images, valueRange.get(), BYTES);
        Tensor low = Ops.min(x, List.of(1, 2), true);
        Tensor range = Ops.subtract(Ops.max(x, List.of(1, 2), true), low);
        Tensor hasRange = Ops.greater(range, 0);
        Tensor scale = Ops.divide(255, Ops.where(hasRange, range, 1));
        Tensor stretched = clipped(Ops.multiply(Ops.subtract(x, low), scale), BYTES);
        return Ops.where(hasRange, rescaled(stretched, BYTES, valueRange.get()), images);
    }

    @Override
    boolean actsInInference() {
        return true;
    }

    @Override
    boolean canTransform(Shape images) {
        return true;
    }
}
