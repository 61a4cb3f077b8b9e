package io.keras4j.layers;

import io.keras4j.config.Argument;

/**
 * In training, sets random channels of an image to 0, each at all positions, and scales the others by 1 / (1 - rate); <a
 * href="https://keras.io/api/layers/regularization_layers/spatial_dropout2d/">Keras's</a>.
 *
 * <p>Input and output: (batch, height, width, channels), or with the data format "channels_first" (batch, channels, height, width). Source: Tompson et al., Efficient
 * Object Localization Using Convolutional Networks (2014).
 */
public final class SpatialDropout2D extends BaseSpatialDropout<SpatialDropout2D> {
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    /** To be configured. */
    SpatialDropout2D() {
        super(2);
    }

    /** A layer that drops this part of the channels, from 0 to 1. */
    public SpatialDropout2D(double rate) {
        this();
        setStrength(rate);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public SpatialDropout2D dataFormat(String name) {
        dataFormat.set(name);
        return this;
    }

    @Override
    DataFormat format() {
        return dataFormat.get();
    }
}
