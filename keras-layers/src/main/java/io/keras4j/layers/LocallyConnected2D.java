package io.keras4j.layers;

/**
 * A convolution over an image with filters of its own at each position, as Keras had it up to version 2; Keras 3 no longer has it, so its
 * files are read here and by tf_keras.
 *
 * <p>Input: (batch, height, width, channels), with known height and width. Output: (batch, new height, new width, filters), or with the data
 * format "channels_first" the channels before the other axes in both. Weights: kernel (new height · new width, kernel height · kernel width ·
 * channels, filters), bias (new height, new width, filters). Only the padding "valid" exists.
 *
 * <pre>{@code
 * new LocallyConnected2D(32, 3).strides(2)
 * }</pre>
 */
public final class LocallyConnected2D extends BaseLocallyConnected<LocallyConnected2D> {
    /** To be configured. */
    LocallyConnected2D() {
        super(2);
    }

    /** A layer with this number of filters at each position, and this kernel size: one number per spatial axis, or one for both. */
    public LocallyConnected2D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
