package io.keras4j.layers;

import io.keras4j.config.Argument;
import java.util.List;

/**
 * Drops what is at the borders of an image; <a href="https://keras.io/api/layers/reshaping_layers/cropping2d/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or with the data format "channels_first" (batch, channels, height, width).
 */
public final class Cropping2D extends BaseCropping<Cropping2D> {
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    /** Drops nothing unless told otherwise. */
    public Cropping2D() {
        super(2, 0);
    }

    /** With this number dropped at both borders of an axis: one number per spatial axis, or one for all. */
    public Cropping2D(int... cropping) {
        this();
        setCropping(Pairs.given(cropping));
    }

    /** With these numbers dropped before and after, per spatial axis. */
    public Cropping2D(int[] height, int[] width) {
        this();
        setCropping(List.of(Pairs.list(height), Pairs.list(width)));
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public Cropping2D dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    @Override
    DataFormat format() {
        return dataFormat.get();
    }
}
