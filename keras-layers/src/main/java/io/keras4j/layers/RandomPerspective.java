package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In training, shows some images as seen from elsewhere: their corners are moved at random; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_perspective/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomPerspective(0.5).scale(0.3)
 * }</pre>
 */
public final class RandomPerspective extends RandomImageLayer<RandomPerspective> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    private final Argument<Double> scale = argument("scale", Codecs.between(0, 1), 1.0);
    private final Argument<String> interpolation =
            argument("interpolation", Codecs.oneOf("nearest", "bilinear"), "bilinear");
    private final Argument<Double> fillValue = argument("fill_value", Codecs.number(), 0.0);

    /** With Keras's default of the factor, 1. */
    public RandomPerspective() {}

    /** With this probability at most. */
    public RandomPerspective(double factor) {
        this.factor.set(factor);
    }

    /** With a probability between these. */
    public RandomPerspective(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    /** Sets how far corners are moved, from 0 to 1, the default. */
    public RandomPerspective scale(double value) {
        scale.set(value);
        return this;
    }

    /** Sets how the values between pixels are found: "bilinear", the default, or "nearest". */
    public RandomPerspective interpolation(String name) {
        interpolation.set(name);
        return this;
    }

    /** Sets what is beyond the borders, 0 by default. */
    public RandomPerspective fillValue(double value) {
        fillValue.set(value);
        return this;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long batch = images.dim(0);
        double right = images.dim(2) - 1;
        double bottom = images.dim(1) - 1;
        double[][] corners = {{0, 0}, {right, 0}, {0, bottom}, {right, bottom}};
        Tensor start = Ops.broadcastTo(
                Ops.constant(Nd4j.createFromArray(corners).castTo(DType.FLOAT32.nd4j())), Shape.of(batch, 4, 2));
        Tensor applies = happens(from, factor.get(), batch);
        Tensor parts = uniform(from, new Range(-0.5, 0.5).times(scale.get()), batch, 4, 2);
        Tensor end = Ops.add(start, Ops.multiply(start, parts));
        return Map.of("apply_perspective", applies, "start_points", start, "end_points", end);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return seen(images, transformation, interpolation.get());
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return seen(masks, transformation, "nearest");
    }

    private Tensor seen(Tensor images, Map<String, Tensor> transformation, String how) {
        Tensor moved = ImageOps.perspectiveTransform(
                images,
                transformation.get("start_points"),
                transformation.get("end_points"),
                how,
                fillValue.get(),
                "channels_last");
        return Ops.where(perImage(transformation.get("apply_perspective")), moved, images);
    }
}
