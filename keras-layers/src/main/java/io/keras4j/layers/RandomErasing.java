package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In training, fills a random rectangle of some images; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_erasing/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomErasing(0.5).scale(0.1, 0.3).fillValue(0)
 * }</pre>
 */
public final class RandomErasing extends RandomColorLayer<RandomErasing> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    private final Argument<Range> scale = argument("scale", Range.factor(0, 1), List.of(0.02, 0.33));
    private final Argument<Object> fillValue = argument(
            "fill_value",
            Codecs.plain().optional().that(RandomErasing::isColor, "a number, or a list of three numbers"),
            null);

    /** With Keras's default of the factor, 1. */
    public RandomErasing() {}

    /** With this probability at most. */
    public RandomErasing(double factor) {
        this.factor.set(factor);
    }

    /** With a probability between these. */
    public RandomErasing(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    /** Sets up to which part of the area is filled, from 0 to 1; 0.02 to 0.33 by default. */
    public RandomErasing scale(double value) {
        scale.set(value);
        return this;
    }

    /** Sets the limits of the part of the area that is filled, from 0 to 1. */
    public RandomErasing scale(double lower, double upper) {
        scale.set(List.of(lower, upper));
        return this;
    }

    /** Sets the number, or three for red, green and blue, that is filled in; by default normally distributed ones. */
    public RandomErasing fillValue(double... value) {
        fillValue.set(
                value.length == 1
                        ? (Object) value[0]
                        : DoubleStream.of(value).boxed().toList());
        return this;
    }

    private static boolean isColor(Object value) {
        return value instanceof Number
                || value instanceof List<?> list
                        && list.size() == 3
                        && list.stream().allMatch(Number.class::isInstance);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        List<Tensor> sides = Ops.unstack(Ops.sqrt(uniform(from, scale.get(), images.dim(0), 2)), 1);
        Rectangles box = Rectangles.draw(images, sides.get(0), sides.get(1), from);
        return Map.of(
                "batch_masks",
                box.masks(images),
                "apply_erasing",
                happens(from, factor.get(), images.dim(0)),
                "fill_value",
                clipped(filling(images, from), valueRange()));
    }

    private Tensor filling(Shape images, SeedGenerator from) {
        if (fillValue.get() == null) {
            return Ops.multiply(
                    Random.normal(images, 0, 1, DType.FLOAT32, from),
                    valueRange().upper());
        }
        List<?> color = fillValue.get() instanceof List<?> list ? list : List.of(fillValue.get());
        double[] numbers = color.stream()
                .mapToDouble(each -> ((Number) each).doubleValue())
                .toArray();
        return Ops.broadcastTo(Ops.constant(Nd4j.createFromArray(numbers).castTo(DType.FLOAT32.nd4j())), images);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor erases =
                Ops.logicalAnd(transformation.get("batch_masks"), perImage(transformation.get("apply_erasing")));
        return Ops.where(erases, transformation.get("fill_value"), images);
    }
}
