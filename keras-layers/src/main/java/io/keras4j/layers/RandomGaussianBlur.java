package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, blurs some images, all that are blurred in a batch in the same way; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_gaussian_blur/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomGaussianBlur(0.5).kernelSize(5).sigma(0.1, 1)
 * }</pre>
 */
public final class RandomGaussianBlur extends RandomColorLayer<RandomGaussianBlur> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    private final Argument<List<Integer>> kernelSize = argument(
            "kernel_size",
            Codecs.integers(2).that(sizes -> sizes.stream().allMatch(size -> size % 2 == 1), "one or two odd numbers"),
            3);
    private final Argument<Range> sigma = argument("sigma", Range.factor(0, 1), 1.0);

    /** With Keras's default of the factor, 1. */
    public RandomGaussianBlur() {}

    /** With this probability at most. */
    public RandomGaussianBlur(double factor) {
        this.factor.set(factor);
    }

    /** With a probability between these. */
    public RandomGaussianBlur(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    /** Sets the size of the blur's kernel along the width and the height, odd; 3 by default. */
    public RandomGaussianBlur kernelSize(int... sizes) {
        kernelSize.set(sizes);
        return this;
    }

    /** Sets up to which standard deviation images are blurred, from 0 to 1; 1 by default. */
    public RandomGaussianBlur sigma(double value) {
        sigma.set(value);
        return this;
    }

    /** Sets the limits of the standard deviation, from 0 to 1. */
    public RandomGaussianBlur sigma(double lower, double upper) {
        sigma.set(List.of(lower, upper));
        return this;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Tensor blurs = happens(from, factor.get(), images.dim(0));
        return Map.of("should_apply_blur", blurs, "blur_factor", Ops.add(uniform(from, sigma.get(), 2), 1e-6));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor blurred =
                ImageOps.gaussianBlur(images, kernelSize.get(), transformation.get("blur_factor"), "channels_last");
        Tensor some = Ops.where(perImage(transformation.get("should_apply_blur")), blurred, images);
        return clipped(some, valueRange());
    }
}
