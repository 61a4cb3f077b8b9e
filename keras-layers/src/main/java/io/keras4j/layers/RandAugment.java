package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.random.Random;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In training, changes a batch of images by some layers that are drawn from eleven: shears, moves, rotates, posterizes, solarizes, equalizes
 * them, or changes their brightness, colors, contrast or sharpness; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/rand_augment/">Keras's</a>. A plan computes all eleven and takes
 * the drawn ones.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch. Source: Cubuk et al., RandAugment (2019).
 *
 * <pre>{@code
 * new RandAugment().numOps(3).factor(0.3)
 * }</pre>
 */
public final class RandAugment extends BaseAugmentation<RandAugment> {
    private static final List<String> LAYERS = List.of(
            "random_shear",
            "random_translation",
            "random_rotation",
            "random_brightness",
            "random_color_degeneration",
            "random_contrast",
            "random_sharpness",
            "random_posterization",
            "solarization",
            "auto_contrast",
            "equalization");

    private final Argument<Integer> numOps = argument("num_ops", Codecs.atLeast(0), 2);

    /** Two layers, with a factor of 0.5, unless set. */
    public RandAugment() {
        super(0.5);
    }

    /** Sets how many layers are drawn for a batch, 2 by default. */
    public RandAugment numOps(int count) {
        numOps.set(count);
        return this;
    }

    @Override
    List<String> layerNames() {
        return LAYERS;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        all.put("layer_idxes", Random.randint(Shape.of(numOps.get()), 0, LAYERS.size(), DType.INT32, from));
        all.putAll(Nested.named("transforms", drawAll(images, from)));
        return all;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return changed(images, transformation, BaseImagePreprocessingLayer::transform);
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return changed(masks, transformation, BaseImagePreprocessingLayer::transformMasks);
    }

    private Tensor changed(Tensor x, Map<String, Tensor> transformation, Step step) {
        Map<String, Tensor> transforms = Nested.of("transforms", transformation);
        Tensor y = x;
        for (int i = 0; i < numOps.get(); i++) {
            Tensor choice = Ops.squeeze(Ops.slice(transformation.get("layer_idxes"), 0, i, i + 1), 0);
            y = applied(y, choice, transforms, step);
        }
        return y;
    }
}
