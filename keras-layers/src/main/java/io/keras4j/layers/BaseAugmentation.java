package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A layer that in training applies layers which are drawn from a collection. */
abstract class BaseAugmentation<S extends BaseAugmentation<S>> extends RandomColorLayer<S> {
    /** What one of the layers makes of images, or of masks. */
    interface Step {
        Tensor apply(BaseImagePreprocessingLayer<?> layer, Tensor x, Map<String, Tensor> transformation);
    }

    private final Argument<Range> factor;
    private final Argument<String> interpolation =
            argument("interpolation", Codecs.oneOf("nearest", "bilinear"), "bilinear");
    private final Map<String, BaseImagePreprocessingLayer<?>> layers = new LinkedHashMap<>();

    /**
     * A layer to be configured.
     *
     * @param strength the default of the factor
     */
    BaseAugmentation(double strength) {
        factor = argument("factor", Range.factor(0, 1), strength);
    }

    /** Sets how strong the changes are at most, from 0 to 1. */
    public S factor(double value) {
        factor.set(value);
        return self();
    }

    /** Sets the limits of how strong the changes are, from 0 to 1. */
    public S factor(double lower, double upper) {
        factor.set(List.of(lower, upper));
        return self();
    }

    /** Sets how the values between pixels are found where these are moved: "bilinear", the default, or "nearest". */
    public S interpolation(String name) {
        interpolation.set(name);
        return self();
    }

    /** The names of the layers to draw from. */
    abstract List<String> layerNames();

    @Override
    protected void build(Shape input) {
        super.build(input);
        Map<String, BaseImagePreprocessingLayer<?>> all = all();
        for (String name : layerNames()) {
            layers.put(name, addSublayer(name, all.get(name)));
            all.get(name).buildFor(List.of(input));
        }
    }

    private Map<String, BaseImagePreprocessingLayer<?>> all() {
        Range range = factor.get();
        Map<String, Object> strength = Map.of("factor", range);
        Map<String, Object> bits = Map.of("factor", Math.max(1, (int) (8 * range.upper())));
        Map<String, BaseImagePreprocessingLayer<?>> all = new LinkedHashMap<>();
        all.put("random_shear", moving(new RandomShear(), Map.of("x_factor", range, "y_factor", range)));
        all.put(
                "random_translation",
                moving(
                        new RandomTranslation(),
                        Map.of("height_factor", range.asList(), "width_factor", range.asList())));
        all.put("random_rotation", moving(new RandomRotation(), strength));
        all.put("random_brightness", coloring(new RandomBrightness(), strength));
        all.put("random_color_degeneration", coloring(new RandomColorDegeneration(), strength));
        all.put("random_contrast", coloring(new RandomContrast(), strength));
        all.put("random_sharpness", coloring(new RandomSharpness(), strength));
        all.put("random_posterization", coloring(new RandomPosterization(), bits));
        all.put(
                "solarization",
                coloring(new Solarization(), Map.of("addition_factor", range, "threshold_factor", range)));
        all.put("auto_contrast", coloring(new AutoContrast(), Map.of()));
        all.put("equalization", coloring(new Equalization(), Map.of()));
        return all;
    }

    private BaseImagePreprocessingLayer<?> coloring(
            BaseImagePreprocessingLayer<?> layer, Map<String, Object> arguments) {
        return configured(layer, Map.of("value_range", valueRange()), arguments);
    }

    private BaseImagePreprocessingLayer<?> moving(BaseAffineLayer<?> layer, Map<String, Object> arguments) {
        return configured(layer, Map.of("interpolation", interpolation.get()), arguments);
    }

    private static BaseImagePreprocessingLayer<?> configured(
            BaseImagePreprocessingLayer<?> layer, Map<String, Object> some, Map<String, Object> others) {
        Map<String, Object> arguments = new LinkedHashMap<>(some);
        arguments.putAll(others);
        layer.configure(arguments);
        return layer;
    }

    /** A transformation of each of the layers. */
    final Map<String, Tensor> drawAll(Shape images, SeedGenerator from) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        layers.forEach((name, layer) -> {
            if (layer instanceof RandomImageLayer<?> random) {
                all.putAll(Nested.named(name, random.draw(images, from)));
            }
        });
        return all;
    }

    /** What the layer of the number {@code choice}, a tensor, makes of x; x itself if there is none of that number. */
    final Tensor applied(Tensor x, Tensor choice, Map<String, Tensor> transformations, Step step) {
        Tensor y = x;
        int number = 0;
        for (Map.Entry<String, BaseImagePreprocessingLayer<?>> layer : layers.entrySet()) {
            Tensor changed = step.apply(layer.getValue(), x, Nested.of(layer.getKey(), transformations));
            y = Ops.where(Ops.equal(choice, number++), Ops.cast(changed, x.dtype()), y);
        }
        return y;
    }
}
