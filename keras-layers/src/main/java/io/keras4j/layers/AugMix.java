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
 * In training, mixes images with what several chains of drawn layers make of them; <a
 * href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/aug_mix/">Keras's</a>. The layers are those of
 * {@link RandAugment}, or none, drawn anew for every place of every chain and every batch. A plan computes all of them at every place, which
 * takes its time.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch. Source: Hendrycks et al., AugMix (2019).
 *
 * <pre>{@code
 * new AugMix().numChains(2).chainDepth(2).factor(0.2)
 * }</pre>
 */
public final class AugMix extends BaseAugmentation<AugMix> {
    private static final List<String> SOME = List.of(
            "random_shear",
            "random_translation",
            "random_rotation",
            "random_posterization",
            "solarization",
            "auto_contrast",
            "equalization");
    private static final List<String> ALL = List.of(
            "random_shear",
            "random_translation",
            "random_rotation",
            "random_posterization",
            "solarization",
            "auto_contrast",
            "equalization",
            "random_brightness",
            "random_color_degeneration",
            "random_contrast",
            "random_sharpness");

    private final Argument<Integer> numChains = argument("num_chains", Codecs.atLeast(1), 3);
    private final Argument<Integer> chainDepth = argument("chain_depth", Codecs.atLeast(1), 3);
    private final Argument<Double> alpha = argument("alpha", Codecs.positive(), 1.0);
    private final Argument<Boolean> allOps = argument("all_ops", Codecs.bool(), true);

    /** Three chains of three layers, with a factor of 0.3, unless set. */
    public AugMix() {
        super(0.3);
    }

    /** Sets the number of chains, 3 by default. */
    public AugMix numChains(int count) {
        numChains.set(count);
        return this;
    }

    /** Sets the number of layers in a chain, 3 by default. */
    public AugMix chainDepth(int count) {
        chainDepth.set(count);
        return this;
    }

    /** Sets the parameter of the distributions of weights in the mix, 1 by default: the larger, the more even. */
    public AugMix alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** Sets whether brightness, colors, contrast and sharpness may be changed too; true by default. */
    public AugMix allOps(boolean value) {
        allOps.set(value);
        return this;
    }

    @Override
    List<String> layerNames() {
        return allOps.get() ? ALL : SOME;
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        Tensor parameter = Ops.scalar(alpha.get(), DType.FLOAT32);
        Tensor gammas = Random.gamma(Shape.of(numChains.get()), parameter, DType.FLOAT32, from);
        all.put("chain_mixing_weights", Ops.divide(gammas, Ops.sum(gammas)));
        all.put("weight_sample", Random.beta(Shape.scalar(), parameter, parameter, DType.FLOAT32, from));
        Shape places = Shape.of(numChains.get(), chainDepth.get());
        // a number behind the last layer stands for none
        all.put("layer_idxes", Random.randint(places, 0, layerNames().size() + 1L, DType.INT32, from));
        for (int chain = 0; chain < numChains.get(); chain++) {
            for (int depth = 0; depth < chainDepth.get(); depth++) {
                all.putAll(Nested.named(place(chain, depth), drawAll(images, from)));
            }
        }
        return all;
    }

    private static String place(int chain, int depth) {
        return "chain_transforms/" + chain + "/" + depth;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return clipped(mixed(images, transformation, BaseImagePreprocessingLayer::transform), valueRange());
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return mixed(masks, transformation, BaseImagePreprocessingLayer::transformMasks);
    }

    private Tensor mixed(Tensor x, Map<String, Tensor> transformation, Step step) {
        List<Tensor> weights = Ops.unstack(transformation.get("chain_mixing_weights"), 0);
        List<Tensor> choices = Ops.unstack(Ops.ravel(transformation.get("layer_idxes")), 0);
        Tensor sum = null;
        for (int chain = 0; chain < numChains.get(); chain++) {
            Tensor y = x;
            for (int depth = 0; depth < chainDepth.get(); depth++) {
                Tensor choice = choices.get(chain * chainDepth.get() + depth);
                y = applied(y, choice, Nested.of(place(chain, depth), transformation), step);
            }
            Tensor part = Ops.multiply(y, weights.get(chain));
            sum = sum == null ? part : Ops.add(sum, part);
        }
        Tensor own = transformation.get("weight_sample");
        return Ops.add(Ops.multiply(x, own), Ops.multiply(sum, Ops.subtract(1, own)));
    }
}
