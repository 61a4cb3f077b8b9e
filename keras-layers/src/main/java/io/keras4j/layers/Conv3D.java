package io.keras4j.layers;

/**
 * Filters that slide through a volume; <a href="https://keras.io/api/layers/convolution_layers/convolution3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, new depth, new height, new width, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., channels / groups, filters), bias (filters).
 *
 * <pre>{@code
 * new Conv3D(16, 3, 3, 3).strides(2)
 * }</pre>
 */
public final class Conv3D extends BaseConv<Conv3D> {
    /** To be configured. */
    Conv3D() {
        super(3, "valid", "same");
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public Conv3D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
