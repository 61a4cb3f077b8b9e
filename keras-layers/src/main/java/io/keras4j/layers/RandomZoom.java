package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, zooms each image in or out by a random factor; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_zoom/">Keras's</a>. A positive factor zooms out: 0.2 shows
 * 20 % more than the image has; a negative one zooms in.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomZoom(0.2)                          // keeps the aspect ratio
 * new RandomZoom(-0.3, -0.1).widthFactor(0.1)
 * }</pre>
 */
public final class RandomZoom extends BaseAffineLayer<RandomZoom> {
    private static final Range ALL = new Range(-1, 1);

    private final Argument<Range.Given> heightFactor = argument(
            "height_factor", Range.Given.codec(Range.distance(ALL)).that(RandomZoom::leavesSomething, "more than -1"));
    private final Argument<Range.Given> widthFactor = argument(
            "width_factor",
            Range.Given.codec(Range.distance(ALL))
                    .that(RandomZoom::leavesSomething, "more than -1")
                    .optional(),
            null);

    /** To be configured. */
    RandomZoom() {}

    /** By up to {@code heightFactor} in or out. */
    public RandomZoom(double heightFactor) {
        this.heightFactor.set(heightFactor);
    }

    /** By a factor between these. */
    public RandomZoom(double lower, double upper) {
        heightFactor.set(List.of(lower, upper));
    }

    /** Sets by how much at most the width is zoomed in or out; by default as much as the height. */
    public RandomZoom widthFactor(double factor) {
        widthFactor.set(factor);
        return this;
    }

    /** Sets the limits of the factor by which the width is zoomed. */
    public RandomZoom widthFactor(double lower, double upper) {
        widthFactor.set(List.of(lower, upper));
        return this;
    }

    private static boolean leavesSomething(Range.Given factor) {
        return factor.value() instanceof Number number
                ? number.doubleValue() > -1
                : factor.range().lower() > -1;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Tensor height = uniform(from, heightFactor.get().range().plus(1), images.dim(0), 1);
        Tensor width = widthFactor.get() == null
                ? height
                : uniform(from, widthFactor.get().range().plus(1), images.dim(0), 1);
        return Map.of("height_zoom", height, "width_zoom", width);
    }

    @Override
    Tensor matrix(Map<String, Tensor> transformation, Shape images) {
        Tensor x = transformation.get("width_zoom");
        Tensor y = transformation.get("height_zoom");
        Tensor offsetX = Ops.multiply(Ops.subtract(1, x), (images.dim(2) - 1) / 2.0);
        Tensor offsetY = Ops.multiply(Ops.subtract(1, y), (images.dim(1) - 1) / 2.0);
        return rows(images.dim(0), x, 0.0, offsetX, 0.0, y, offsetY, 0.0, 0.0);
    }
}
