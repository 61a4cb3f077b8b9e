package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.ImageOps;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * Makes an image larger by whole factors; <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, height · size, width · size, channels), or with the data format
 * "channels_first" the channels before the other axes in both.
 */
public final class UpSampling2D extends BaseUpSampling<UpSampling2D> {
    private static final Codecs.Simple<String> INTERPOLATIONS =
            Codecs.oneOf("nearest", "bilinear", "bicubic", "lanczos3", "lanczos5");

    private final Argument<List<Integer>> size = argument("size", Codecs.integers(2), 2);
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);
    private final Argument<String> interpolation = argument("interpolation", anyCase(INTERPOLATIONS), "nearest");

    /** With a size of 2. */
    public UpSampling2D() {
        super(2);
    }

    /** With this size: one number per spatial axis, or one for all. */
    public UpSampling2D(int... size) {
        this();
        this.size.set(size);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public UpSampling2D dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    /** Sets "nearest", the default, which repeats pixels; or "bilinear", "bicubic", "lanczos3" or "lanczos5". */
    public UpSampling2D interpolation(String name) {
        interpolation.set(name);
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = dataFormat.get();
        int first = format.spatialAxis();
        // of sizes that are not known while a model is described, only the shape of the output is asked for
        boolean isKnown = x.shape().slice(first, first + 2).isKnown();
        if (interpolation.get().equals("nearest") || !isKnown) {
            return repeat(x, first, size.get());
        }
        List<Integer> newSize = List.of(
                x.shape().intDim(first) * size.get().get(0),
                x.shape().intDim(first + 1) * size.get().get(1));
        return ImageOps.resize(x, newSize, interpolation.get(), false, false, false, "constant", 0, format.toString());
    }

    /** {@code codec} for text in which upper and lower case do not matter. */
    private static Codecs.Simple<String> anyCase(Codecs.Simple<String> codec) {
        return Codecs.of(
                value -> codec.decode(value instanceof String text ? text.toLowerCase(Locale.ROOT) : value),
                codec::encode);
    }
}
