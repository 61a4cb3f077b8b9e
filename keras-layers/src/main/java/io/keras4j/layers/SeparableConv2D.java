package io.keras4j.layers;

/**
 * A convolution of an image in two steps: one of each channel alone, then filters that mix the channels position by position; <a href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, new height, new width, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: depthwise_kernel (kernel size..., channels, depth multiplier),
 * pointwise_kernel (1..., channels · depth multiplier, filters), bias (filters). Source: Chollet, Xception (2017).
 *
 * <pre>{@code
 * new SeparableConv2D(64, 3).padding("same").activation("relu")
 * }</pre>
 */
public final class SeparableConv2D extends BaseSeparableConv<SeparableConv2D> {
    /** To be configured. */
    SeparableConv2D() {
        super(2);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public SeparableConv2D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
