package io.keras4j.layers;

/**
 * Drops what is at the borders of a sequence; <a href="https://keras.io/api/layers/reshaping_layers/cropping1d/">Keras's</a>.
 *
 * <p>Input and output: (batch, steps, channels).
 */
public final class Cropping1D extends BaseCropping<Cropping1D> {
    /** Drops one element at each border unless told otherwise. */
    public Cropping1D() {
        super(1, 1);
    }

    /** With this number dropped: one for both ends, or one for the start and one for the end. */
    public Cropping1D(int... cropping) {
        this();
        setCropping(Pairs.given(cropping));
    }

    @Override
    DataFormat format() {
        return DataFormat.CHANNELS_LAST;
    }
}
