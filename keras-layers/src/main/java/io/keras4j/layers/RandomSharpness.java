package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * In training, sharpens or smooths each image by a random factor f: x + (1 - 2f) · (smoothed x - x); <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_sharpness/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch.
 */
public final class RandomSharpness extends RandomColorLayer<RandomSharpness> {
    private static final double AROUND = 1 / 13.0;
    private static final double MIDDLE = 5 / 13.0;

    private final Argument<Range> factor = argument("factor", Range.factor(0, 1));

    /** To be configured. */
    RandomSharpness() {}

    /** With f from 0 to this: 0 is smoothed, 0.5 as it is, 1 sharpened. */
    public RandomSharpness(double factor) {
        this.factor.set(factor);
    }

    /** With f between these: 0 is smoothed, 0.5 as it is, 1 sharpened. */
    public RandomSharpness(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        return Map.of("factor", uniform(from, factor.get(), images.dim(0)));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        double[] window = {AROUND, AROUND, AROUND, AROUND, MIDDLE, AROUND, AROUND, AROUND, AROUND};
        Tensor kernel = Ops.constant(
                Nd4j.createFromArray(window).castTo(images.dtype().nd4j()).reshape(3, 3, 1, 1));
        Tensor each =
                Ops.broadcastTo(kernel, kernel.shape().with(2, images.shape().dim(3)));
        Tensor smoothed = Ops.depthwiseConv(images, each, List.of(1, 1), "same", "channels_last", List.of(1, 1));
        Tensor amount = Ops.subtract(1, Ops.multiply(perImage(transformation.get("factor")), 2));
        return clipped(Ops.add(images, Ops.multiply(Ops.subtract(smoothed, images), amount)), valueRange());
    }
}
