package io.keras4j.layers;

import io.keras4j.tensor.Variable;

/**
 * Filters that slide over a sequence, each over one channel alone; <a href="https://keras.io/api/layers/convolution_layers/depthwise_convolution1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, new steps, channels · depth multiplier), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., channels, depth multiplier), bias
 * (channels · depth multiplier).
 *
 * <pre>{@code
 * new DepthwiseConv1D(3).padding("same").depthMultiplier(2)
 * }</pre>
 */
public final class DepthwiseConv1D extends BaseDepthwiseConv<DepthwiseConv1D> {
    /** To be configured. */
    DepthwiseConv1D() {
        super(1);
    }

    /** A layer with this kernel size: one number per spatial axis, or one for all. */
    public DepthwiseConv1D(int... kernelSize) {
        this();
        setKernelSize(kernelSize);
    }

    /** The kernel, once the layer is built. */
    public Variable kernel() {
        return depthwiseWeight();
    }
}
