package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.ops.random.RandomPermutation;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * In training, replaces a rectangle of each image by that of another one of the batch, and mixes their labels by its area; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/cut_mix/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or without batch. Source: Yun et al., CutMix (2019).
 *
 * <pre>{@code
 * new CutMix().apply(Map.of("images", images, "labels", oneHotLabels))
 * }</pre>
 */
public final class CutMix extends RandomImageLayer<CutMix> {
    private final Argument<Range> factor = argument("factor", Range.factor(0, 1), 1.0);

    /** With Keras's default of the factor, 1. */
    public CutMix() {}

    /** With a parameter of the beta distribution of areas up to this. */
    public CutMix(double factor) {
        this.factor.set(factor);
    }

    /** With a parameter of the beta distribution of areas between these. */
    public CutMix(double lower, double upper) {
        factor.set(List.of(lower, upper));
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        long batch = images.dim(0);
        Tensor alpha = Ops.add(uniform(from, factor.get()), 1e-6);
        Tensor weight = Random.beta(Shape.of(batch), alpha, alpha, DType.FLOAT32, from);
        Tensor side = Ops.sqrt(Ops.subtract(1, weight));
        Rectangles box = Rectangles.draw(images, side, side, from);
        return Map.of(
                "batch_masks",
                box.masks(images),
                "mix_weight",
                Ops.subtract(1, box.share(images)),
                "permutation_order",
                new RandomPermutation(batch).apply(from.next()));
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor other = Ops.take(images, transformation.get("permutation_order"), 0);
        // all channels have the same mask; those of segmentation masks are fewer
        return Ops.where(Ops.slice(transformation.get("batch_masks"), 3, 0, 1), other, images);
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return transform(masks, transformation);
    }

    @Override
    public Tensor transformLabels(Tensor labels, Map<String, Tensor> transformation, boolean training) {
        return training
                ? MixUp.mixed(labels, Ops.reshape(transformation.get("mix_weight"), -1, 1), transformation)
                : labels;
    }
}
