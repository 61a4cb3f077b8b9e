package io.keras4j.layers;

/**
 * A convolution of a sequence in two steps: one of each channel alone, then filters that mix the channels position by position; <a href="https://keras.io/api/layers/convolution_layers/separable_convolution1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, new steps, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: depthwise_kernel (kernel size..., channels, depth multiplier),
 * pointwise_kernel (1..., channels · depth multiplier, filters), bias (filters).
 *
 * <pre>{@code
 * new SeparableConv1D(64, 3).padding("same").activation("relu")
 * }</pre>
 */
public final class SeparableConv1D extends BaseSeparableConv<SeparableConv1D> {
    /** To be configured. */
    SeparableConv1D() {
        super(1);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public SeparableConv1D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
