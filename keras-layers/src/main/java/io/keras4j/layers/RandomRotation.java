package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, rotates each image around its middle by a random angle; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_rotation/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomRotation(0.1)               // by up to 36 degrees in either direction
 * new RandomRotation(-0.2, 0.3).fillMode("constant")
 * }</pre>
 */
public final class RandomRotation extends BaseAffineLayer<RandomRotation> {
    private final Argument<Range> factor = argument("factor", Range.factor(-1, 1));

    /** To be configured. */
    RandomRotation() {}

    /** By up to {@code factor} of a full turn in either direction. */
    public RandomRotation(double factor) {
        this.factor.set(factor);
    }

    /** By {@code lower} to {@code upper} of a full turn against the clock; a negative part is with the clock. */
    public RandomRotation(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("angle", uniform(from, factor.get().times(360), images.dim(0)));
    }

    @Override
    Tensor matrix(Map<String, Tensor> transformation, Shape images) {
        Tensor angle = Ops.multiply(transformation.get("angle"), Math.PI / 180);
        Tensor cos = Ops.cos(angle);
        Tensor sin = Ops.sin(angle);
        double x = (images.dim(2) - 1) / 2.0;
        double y = (images.dim(1) - 1) / 2.0;
        Tensor offsetX = Ops.add(Ops.subtract(x, Ops.multiply(cos, x)), Ops.multiply(sin, y));
        Tensor offsetY = Ops.subtract(Ops.subtract(y, Ops.multiply(sin, x)), Ops.multiply(cos, y));
        return rows(images.dim(0), cos, Ops.negative(sin), offsetX, sin, cos, offsetY, 0.0, 0.0);
    }
}
