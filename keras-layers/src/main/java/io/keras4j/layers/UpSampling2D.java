package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Makes an image larger by whole factors; <a href="https://keras.io/api/layers/reshaping_layers/up_sampling2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, height · size, width · size, channels), or with the data format
 * "channels_first" the channels before the other axes in both.
 */
public final class UpSampling2D extends BaseUpSampling<UpSampling2D> {
    private final Argument<List<Integer>> size = argument("size", Codecs.integers(2), 2);
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);
    private final Argument<Interpolation> interpolation = argument("interpolation", Interpolation.codec(), "nearest");

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
        if (interpolation.get() == Interpolation.NEAREST || !isKnown) {
            return repeat(x, first, size.get());
        }
        Tensor resized = interpolation
                .get()
                .resize(format.toChannelsLast(x), size.get().get(0), size.get().get(1));
        return format.fromChannelsLast(resized);
    }
}
