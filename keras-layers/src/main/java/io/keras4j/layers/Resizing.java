package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Brings images to a size; <a href="https://keras.io/api/layers/preprocessing_layers/image_preprocessing/resizing/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels), or without batch, of any dtype. Output: the same with the new height and width; integers stay
 * integers.
 *
 * <pre>{@code
 * new Resizing(160, 160)
 * new Resizing(32, 32).interpolation("bicubic").cropToAspectRatio(true)
 * }</pre>
 */
public final class Resizing extends BaseImagePreprocessingLayer<Resizing> {
    private final Argument<Integer> height = argument("height", Codecs.atLeast(1));
    private final Argument<Integer> width = argument("width", Codecs.atLeast(1));
    private final Argument<String> interpolation = argument(
            "interpolation", Codecs.oneOf("bilinear", "nearest", "bicubic", "lanczos3", "lanczos5"), "bilinear");
    private final Argument<Boolean> cropToAspectRatio = argument("crop_to_aspect_ratio", Codecs.bool(), false);
    private final Argument<Boolean> padToAspectRatio = argument("pad_to_aspect_ratio", Codecs.bool(), false);
    private final Argument<String> fillMode = argument("fill_mode", Codecs.oneOf("constant"), "constant");
    private final Argument<Double> fillValue = argument("fill_value", Codecs.number(), 0.0);
    private final Argument<Boolean> antialias = argument("antialias", Codecs.bool(), false);

    /** To be configured. */
    Resizing() {}

    /** To this size. */
    public Resizing(int height, int width) {
        this.height.set(height);
        this.width.set(width);
    }

    /** Sets "bilinear", the default, "nearest", "bicubic", "lanczos3" or "lanczos5". */
    public Resizing interpolation(String name) {
        interpolation.set(name);
        return this;
    }

    /** Sets whether the largest part in the middle that has the new aspect ratio is resized, rather than all; false by default. */
    public Resizing cropToAspectRatio(boolean value) {
        cropToAspectRatio.set(value);
        return this;
    }

    /** Sets whether borders are added to images until they have the new aspect ratio; false by default. */
    public Resizing padToAspectRatio(boolean value) {
        padToAspectRatio.set(value);
        return this;
    }

    /** Sets how these borders are filled: "constant" is all there is. */
    public Resizing fillMode(String mode) {
        fillMode.set(mode);
        return this;
    }

    /** Sets what these borders are filled with, 0 by default. */
    public Resizing fillValue(double value) {
        fillValue.set(value);
        return this;
    }

    /** Sets whether all pixels count when images become smaller; false by default. */
    public Resizing antialias(boolean value) {
        antialias.set(value);
        return this;
    }

    @Override
    Tensor transform(Tensor images, Map<String, Tensor> transformation) {
        return resized(images, interpolation.get());
    }

    @Override
    Tensor transformMasks(Tensor masks, Map<String, Tensor> transformation) {
        return resized(masks, "nearest");
    }

    private Tensor resized(Tensor images, String how) {
        return ImageOps.resize(
                images,
                List.of(height.get(), width.get()),
                how,
                antialias.get(),
                cropToAspectRatio.get(),
                padToAspectRatio.get(),
                fillMode.get(),
                fillValue.get(),
                "channels_last");
    }

    @Override
    boolean actsInInference() {
        return true;
    }

    @Override
    boolean keepsIntegers() {
        return true;
    }

    @Override
    boolean canTransform(Shape images) {
        return images.drop(0).isKnown();
    }

    @Override
    Shape transformedShape(Shape images) {
        return images.with(1, height.get()).with(2, width.get());
    }
}
