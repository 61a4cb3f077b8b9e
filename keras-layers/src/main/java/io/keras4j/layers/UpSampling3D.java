package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Makes a volume larger by whole factors; <a href="https://keras.io/api/layers/reshaping_layers/up_sampling3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, depth · size, height · size, width · size, channels), or with the data format
 * "channels_first" the channels before the other axes in both.
 */
public final class UpSampling3D extends BaseUpSampling<UpSampling3D> {
    private final Argument<List<Integer>> size = argument("size", Codecs.integers(3), 2);
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    /** With a size of 2. */
    public UpSampling3D() {
        super(3);
    }

    /** With this size: one number per spatial axis, or one for all. */
    public UpSampling3D(int... size) {
        this();
        this.size.set(size);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public UpSampling3D dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        return repeat(x, dataFormat.get().spatialAxis(), size.get());
    }
}
