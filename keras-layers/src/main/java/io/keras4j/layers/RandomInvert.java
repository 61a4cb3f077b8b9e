package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, inverts the values of some images; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_invert/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class RandomInvert extends RandomColorLayer<RandomInvert> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    /** With Keras's default of the factor, 1. */
    public RandomInvert() {}

    /** With this probability at most. */
    public RandomInvert(double factor) {
        this.factor.set(factor);
    }

    /** With a probability between these. */
    public RandomInvert(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("apply_inversion", happens(from, factor.get(), images.dim(0)));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor inverted = Ops.subtract(valueRange().upper(), images);
        return Ops.where(perImage(transformation.get("apply_inversion")), inverted, images);
    }
}
