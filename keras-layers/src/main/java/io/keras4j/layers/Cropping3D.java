package io.keras4j.layers;

import io.keras4j.config.Argument;
import java.util.List;

/**
 * Drops what is at the borders of a volume; <a href="https://keras.io/api/layers/reshaping_layers/cropping3d/">Keras's</a>.
 *
 * <p>Input and output: (batch, depth, height, width, channels), or with the data format "channels_first" (batch, channels, depth, height, width).
 */
public final class Cropping3D extends BaseCropping<Cropping3D> {
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    /** Drops one element at each border unless told otherwise. */
    public Cropping3D() {
        super(3, 1);
    }

    /** With this number dropped at both borders of an axis: one number per spatial axis, or one for all. */
    public Cropping3D(int... cropping) {
        this();
        setCropping(Pairs.given(cropping));
    }

    /** With these numbers dropped before and after, per spatial axis. */
    public Cropping3D(int[] depth, int[] height, int[] width) {
        this();
        setCropping(List.of(Pairs.list(depth), Pairs.list(height), Pairs.list(width)));
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public Cropping3D dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    @Override
    DataFormat format() {
        return dataFormat.get();
    }
}
