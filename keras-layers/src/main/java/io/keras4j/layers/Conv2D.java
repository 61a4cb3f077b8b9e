package io.keras4j.layers;

/**
 * Filters that slide over an image; <a href="https://keras.io/api/layers/convolution_layers/convolution2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, new height, new width, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., channels / groups, filters), bias (filters).
 *
 * <pre>{@code
 * new Conv2D(32, 3).padding("same").activation("relu")
 * }</pre>
 */
public final class Conv2D extends BaseConv<Conv2D> {
    /** To be configured. */
    Conv2D() {
        super(2, "valid", "same");
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public Conv2D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
