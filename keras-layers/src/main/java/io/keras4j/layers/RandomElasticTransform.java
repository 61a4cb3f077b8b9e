package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, distorts some images as if they were of rubber; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_elastic_transform/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class RandomElasticTransform extends RandomColorLayer<RandomElasticTransform> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    private final Argument<Range> scale = argument("scale", Range.factor(0, 1), 1.0);
    private final Argument<String> interpolation =
            argument("interpolation", Codecs.oneOf("nearest", "bilinear"), "bilinear");
    private final Argument<String> fillMode =
            argument("fill_mode", Codecs.oneOf("reflect", "wrap", "constant", "nearest", "mirror"), "reflect");
    private final Argument<Double> fillValue = argument("fill_value", Codecs.number(), 0.0);

    /** With Keras's default of the factor, 1. */
    public RandomElasticTransform() {}

    /** With this probability at most. */
    public RandomElasticTransform(double factor) {
        this.factor.set(factor);
    }

    /** With a probability between these. */
    public RandomElasticTransform(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    /** Sets how far pixels are moved at most, from 0 to 1, the default. */
    public RandomElasticTransform scale(double value) {
        scale.set(value);
        return this;
    }

    /** Sets the limits of how far pixels are moved, from 0 to 1. */
    public RandomElasticTransform scale(double lower, double upper) {
        scale.set(List.of(lower, upper));
        return this;
    }

    /** Sets how the values between pixels are found: "bilinear", the default, or "nearest". */
    public RandomElasticTransform interpolation(String name) {
        interpolation.set(name);
        return this;
    }

    /** Sets what is beyond the borders: "reflect", the default, "wrap", "constant", "nearest" or "mirror". */
    public RandomElasticTransform fillMode(String mode) {
        fillMode.set(mode);
        return this;
    }

    /** Sets what is beyond the borders with the fill mode "constant", 0 by default. */
    public RandomElasticTransform fillValue(double value) {
        fillValue.set(value);
        return this;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        if (scale.get().upper() == 0 || factor.get().upper() == 0) {
            return Map.of();
        }
        Shape field = images.drop(3);
        return Map.of(
                "apply_transform",
                happens(from, factor.get(), images.dim(0)),
                "distortion_factor",
                uniform(from, scale.get()),
                "dx",
                Random.normal(field, 0, 1, DType.FLOAT32, from),
                "dy",
                Random.normal(field, 0, 1, DType.FLOAT32, from));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return transformation.isEmpty()
                ? images
                : clipped(distorted(images, transformation, interpolation.get()), valueRange());
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transformation.isEmpty() ? masks : distorted(masks, transformation, "nearest");
    }

    private Tensor distorted(Tensor images, Map<String, Tensor> transformation, String how) {
        long longer = Math.max(images.shape().dim(1), images.shape().dim(2));
        long shorter = Math.min(images.shape().dim(1), images.shape().dim(2));
        Tensor distortion = transformation.get("distortion_factor");
        Tensor distorted = ImageOps.elasticTransform(
                images,
                transformation.get("dx"),
                transformation.get("dy"),
                Ops.multiply(distortion, 0.1 * longer),
                Ops.multiply(distortion, 0.05 * shorter),
                (int) (6 * 0.05 * shorter * scale.get().upper()) | 1,
                how,
                fillMode.get(),
                fillValue.get(),
                "channels_last");
        return Ops.where(perImage(transformation.get("apply_transform")), distorted, images);
    }
}
