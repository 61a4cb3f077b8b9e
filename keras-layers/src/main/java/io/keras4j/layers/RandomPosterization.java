package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, keeps only the upper bits of the values of each image, a random number of them; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_posterization/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class RandomPosterization extends RandomColorLayer<RandomPosterization> {
    private static final Range BYTES = new Range(0, 255);
    private static final int BITS = 8;

    private final Argument<Range> factor = argument("factor", Range.factor(1, BITS));

    /** To be configured. */
    RandomPosterization() {}

    /** By 1 bit up to, but without, this number of bits; 1 for just one. */
    public RandomPosterization(double factor) {
        this.factor.set(factor);
    }

    /** By a number of bits from lower up to, but without, upper, both from 1 to 8; just lower if they are equal. */
    public RandomPosterization(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long lower = (long) factor.get().lower();
        long upper = (long) factor.get().upper();
        Shape shape = Shape.of(images.dim(0));
        Tensor bits = lower == upper
                ? Ops.full(shape, lower, DType.INT32)
                : Random.randint(shape, lower, upper, DType.INT32, from);
        return Map.of("shift_factor", Ops.subtract(BITS, bits));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor bytes = Ops.floor(clipped(rescaled(images, valueRange(), BYTES), BYTES));
        Tensor step = Ops.round(Ops.exp2(Ops.cast(perImage(transformation.get("shift_factor")), DType.FLOAT32)));
        Tensor kept = Ops.multiply(Ops.floor(Ops.divide(bytes, step)), step);
        return rescaled(kept, BYTES, valueRange());
    }
}
