package io.keras4j.layers;

/**
 * A convolution the other way round, by which a volume grows: each element spreads over a window of the output; <a href="https://keras.io/api/layers/convolution_layers/convolution3d_transpose/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, new depth, new height, new width, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., filters, channels), bias (filters).
 *
 * <p>Without output padding an axis of size n becomes n · stride with padding "same" and (n - 1) · stride + max(kernel size, stride) with "valid";
 * with it, (n - 1) · stride + kernel size % 2 + output padding, and (n - 1) · stride + kernel size + output padding.
 *
 * <pre>{@code
 * new Conv3DTranspose(16, 3).strides(2).padding("same").activation("relu")   // twice as large
 * }</pre>
 */
public final class Conv3DTranspose extends BaseConvTranspose<Conv3DTranspose> {
    /** To be configured. */
    Conv3DTranspose() {
        super(3);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public Conv3DTranspose(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
