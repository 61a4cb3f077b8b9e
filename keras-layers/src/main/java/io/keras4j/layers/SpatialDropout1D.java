package io.keras4j.layers;

/**
 * In training, sets random channels of a sequence to 0, each at all steps, and scales the others by 1 / (1 - rate); <a
 * href="https://keras.io/api/layers/regularization_layers/spatial_dropout1d/">Keras's</a>.
 *
 * <p>Input and output: (batch, steps, channels). Source: Tompson et al., Efficient
 * Object Localization Using Convolutional Networks (2014).
 */
public final class SpatialDropout1D extends BaseSpatialDropout<SpatialDropout1D> {
    /** To be configured. */
    SpatialDropout1D() {
        super(1);
    }

    /** A layer that drops this part of the channels, from 0 to 1. */
    public SpatialDropout1D(double rate) {
        this();
        setStrength(rate);
    }

    @Override
    DataFormat format() {
        return DataFormat.CHANNELS_LAST;
    }
}
