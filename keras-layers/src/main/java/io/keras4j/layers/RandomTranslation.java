package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, moves each image by a random distance; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_translation/">Keras's</a>. Factors are parts of the height,
 * downwards, and of the width, to the right.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 *
 * <pre>{@code
 * new RandomTranslation(0.1, 0.1)
 * new RandomTranslation(List.of(-0.2, 0.3), List.of(0.0, 0.1))
 * }</pre>
 */
public final class RandomTranslation extends BaseAffineLayer<RandomTranslation> {
    private static final Range ALL = new Range(-1, 1);

    private final Argument<Range.Given> heightFactor =
            argument("height_factor", Range.Given.codec(Range.distance(ALL)));
    private final Argument<Range.Given> widthFactor = argument("width_factor", Range.Given.codec(Range.distance(ALL)));

    /** To be configured. */
    RandomTranslation() {}

    /** By up to these parts of the height and the width, in all directions. */
    public RandomTranslation(double heightFactor, double widthFactor) {
        this.heightFactor.set(heightFactor);
        this.widthFactor.set(widthFactor);
    }

    /** By parts of the height and of the width between these limits: two numbers each. */
    public RandomTranslation(List<Double> heightFactor, List<Double> widthFactor) {
        this.heightFactor.set(heightFactor);
        this.widthFactor.set(widthFactor);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Tensor height = uniform(from, heightFactor.get().range().times(images.dim(1)), images.dim(0), 1);
        Tensor width = uniform(from, widthFactor.get().range().times(images.dim(2)), images.dim(0), 1);
        return Map.of("translations", Ops.concatenate(List.of(width, height), 1));
    }

    @Override
    Tensor matrix(Map<String, Tensor> transformation, Shape images) {
        List<Tensor> back = Ops.split(Ops.negative(transformation.get("translations")), 2, 1);
        return rows(images.dim(0), 1.0, 0.0, back.get(0), 0.0, 1.0, back.get(1), 0.0, 0.0);
    }
}
