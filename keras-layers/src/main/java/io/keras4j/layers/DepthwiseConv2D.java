package io.keras4j.layers;

import io.keras4j.tensor.Variable;

/**
 * Filters that slide over an image, each over one channel alone; <a href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, new height, new width, channels · depth multiplier), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., channels, depth multiplier), bias
 * (channels · depth multiplier).
 *
 * <pre>{@code
 * new DepthwiseConv2D(3).padding("same").depthMultiplier(2)
 * }</pre>
 */
public final class DepthwiseConv2D extends BaseDepthwiseConv<DepthwiseConv2D> {
    /** To be configured. */
    DepthwiseConv2D() {
        super(2);
    }

    /** A layer with this kernel size: one number per spatial axis, or one for all. */
    public DepthwiseConv2D(int... kernelSize) {
        this();
        setKernelSize(kernelSize);
    }

    /** The kernel, once the layer is built. */
    public Variable kernel() {
        return depthwiseWeight();
    }
}
