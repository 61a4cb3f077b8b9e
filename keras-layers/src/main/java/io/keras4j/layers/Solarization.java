package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, adds a random number to the values of each image, and inverts those that then are above a random threshold; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/solarization/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class Solarization extends RandomColorLayer<Solarization> {
    private static final Range BYTES = new Range(0, 255);

    private final Argument<Range> additionFactor = argument("addition_factor", Range.upTo(1), 0.0);
    private final Argument<Range> thresholdFactor = argument("threshold_factor", Range.upTo(1), 0.0);

    /** With factors of 0, which inverts images. */
    public Solarization() {}

    /** With up to these parts of 255 as numbers to add and as thresholds; from 0 to 1. */
    public Solarization(double additionFactor, double thresholdFactor) {
        this.additionFactor.set(additionFactor);
        this.thresholdFactor.set(thresholdFactor);
    }

    /** Sets the limits of what is added: lower itself, and the part upper of 255. */
    public Solarization additionFactor(double lower, double upper) {
        additionFactor.set(List.of(lower, upper));
        return this;
    }

    /** Sets the limits of the threshold: lower itself, and the part upper of 255. */
    public Solarization thresholdFactor(double lower, double upper) {
        thresholdFactor.set(List.of(lower, upper));
        return this;
    }

    /** Keras multiplies the upper limit alone with 255. */
    private static Range scaled(Range factor) {
        return new Range(factor.lower(), factor.upper() * 255);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long batch = images.dim(0);
        Tensor additions = uniform(from, scaled(additionFactor.get()), batch, 1, 1, 1);
        Tensor thresholds = uniform(from, scaled(thresholdFactor.get()), batch, 1, 1, 1);
        return Map.of("additions", additions, "thresholds", thresholds);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor x = rescaled(images, valueRange(), BYTES);
        Tensor brighter = clipped(Ops.add(x, transformation.get("additions")), BYTES);
        Tensor below = Ops.less(brighter, transformation.get("thresholds"));
        return rescaled(Ops.where(below, brighter, Ops.subtract(255, brighter)), BYTES, valueRange());
    }
}
