package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.random.SeedGenerator;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * In training, changes brightness, contrast, saturation and hue of each image, one after the other, as far as factors are given; <a href="https://keras.io/api/layers/preprocessing_layers/image_augmentation/random_color_jitter/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, 3), or without batch.
 *
 * <pre>{@code
 * new RandomColorJitter().brightnessFactor(0.2).contrastFactor(0.3).hueFactor(0.1)
 * }</pre>
 */
public final class RandomColorJitter extends RandomColorLayer<RandomColorJitter> {
    private final Argument<Range.Given> brightnessFactor = optional("brightness_factor", Range.factor(-1, 1));
    private final Argument<Range.Given> contrastFactor = optional("contrast_factor", Range.factor(0, 1));
    private final Argument<Range.Given> saturationFactor = optional("saturation_factor", Range.factor(-1, 1));
    private final Argument<Range.Given> hueFactor = optional("hue_factor", Range.factor(0, 1));
    private final Map<String, RandomColorLayer<?>> steps = new LinkedHashMap<>();

    /** With nothing to change, until it is set. */
    public RandomColorJitter() {}

    private Argument<Range.Given> optional(String key, Codecs.Simple<Range> codec) {
        return argument(key, Range.Given.codec(codec).optional(), null);
    }

    /** Sets the factor of {@link RandomBrightness}. */
    public RandomColorJitter brightnessFactor(double factor) {
        brightnessFactor.set(factor);
        return this;
    }

    /** Sets the limits of the factor of {@link RandomBrightness}. */
    public RandomColorJitter brightnessFactor(double lower, double upper) {
        brightnessFactor.set(List.of(lower, upper));
        return this;
    }

    /** Sets the factor of {@link RandomContrast}. */
    public RandomColorJitter contrastFactor(double factor) {
        contrastFactor.set(factor);
        return this;
    }

    /** Sets the limits of the factor of {@link RandomContrast}. */
    public RandomColorJitter contrastFactor(double lower, double upper) {
        contrastFactor.set(List.of(lower, upper));
        return this;
    }

    /** Sets the factor of {@link RandomSaturation}. */
    public RandomColorJitter saturationFactor(double factor) {
        saturationFactor.set(factor);
        return this;
    }

    /** Sets the limits of the factor of {@link RandomSaturation}. */
    public RandomColorJitter saturationFactor(double lower, double upper) {
        saturationFactor.set(List.of(lower, upper));
        return this;
    }

    /** Sets the factor of {@link RandomHue}. */
    public RandomColorJitter hueFactor(double factor) {
        hueFactor.set(factor);
        return this;
    }

    /** Sets the limits of the factor of {@link RandomHue}. */
    public RandomColorJitter hueFactor(double lower, double upper) {
        hueFactor.set(List.of(lower, upper));
        return this;
    }

    @Override
    protected void build(Shape input) {
        super.build(input);
        step("random_brightness", new RandomBrightness(), brightnessFactor, input);
        step("random_contrast", new RandomContrast(), contrastFactor, input);
        step("random_saturation", new RandomSaturation(), saturationFactor, input);
        step("random_hue", new RandomHue(), hueFactor, input);
    }

    private void step(String attribute, RandomColorLayer<?> layer, Argument<Range.Given> factor, Shape input) {
        if (factor.get() != null) {
            layer.configure(Map.of("factor", factor.get().range()));
            layer.valueRange(valueRange().lower(), valueRange().upper()).seed(seed());
            layer.buildFor(List.of(input));
            steps.put(attribute, addSublayer(attribute, layer));
        }
    }

    @Override
    Map<String, Tensor> draw(Shape images, SeedGenerator from) {
        Map<String, Tensor> all = new LinkedHashMap<>();
        steps.forEach((name, layer) -> all.putAll(Nested.named(name, layer.draw(images, from))));
        return all;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        Tensor x = images;
        for (Map.Entry<String, RandomColorLayer<?>> step : steps.entrySet()) {
            x = step.getValue().transform(x, Nested.of(step.getKey(), transformation));
        }
        return x;
    }
}
