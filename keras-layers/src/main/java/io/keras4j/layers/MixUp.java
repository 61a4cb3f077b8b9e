package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.RandomPermutation;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * In training, mixes each image, and its label, with another one of the batch; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/mix_up/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch. Source: Zhang et al., mixup: Beyond empirical risk minimization (2017).
 *
 * <pre>{@code
 * new MixUp(0.4).apply(Map.of("images", images, "labels", oneHotLabels))
 * }</pre>
 */
public final class MixUp extends RandomImageLayer<MixUp> {
    private final Argument<Double> alpha = argument("alpha", Codecs.positive(), 0.2);

    /** With an alpha of 0.2. */
    public MixUp() {}

    /** With weights of a beta distribution of which this is both parameters: the larger, the more images are mixed in equal parts. */
    public MixUp(double alpha) {
        this.alpha.set(alpha);
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long batch = images.dim(0);
        Tensor order = new RandomPermutation(batch).apply(from.next());
        Tensor parameter = Ops.scalar(alpha.get(), DType.FLOAT32);
        Tensor weight = Random.beta(Shape.of(batch), parameter, parameter, DType.FLOAT32, from);
        return Map.of("permutation_order", order, "mix_weight", weight);
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return mixed(images, perImage(transformation.get("mix_weight")), transformation);
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transform(masks, transformation);
    }

    @Override
    public Tensor transformLabels(Tensor labels, Map<String, Tensor> transformation, boolean training) {
        return training ? mixed(labels, Ops.expandDims(transformation.get("mix_weight"), 1), transformation) : labels;
    }

    /** As much of each as its weight says, and the rest of another one. */
    static Tensor mixed(Tensor x, Tensor weight, Map<String, Tensor> transformation) {
        Tensor other = Ops.take(x, transformation.get("permutation_order"), 0);
        return Ops.add(Ops.multiply(weight, x), Ops.multiply(Ops.subtract(1, weight), other));
    }
}
