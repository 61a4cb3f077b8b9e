package io.keras4j.layers;

/**
 * Filters that slide along a sequence; <a href="https://keras.io/api/layers/convolution_layers/convolution1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, new steps, filters), or with the data format "channels_first" the channels before
 * the other axes in both. Weights: kernel (kernel size..., channels / groups, filters), bias (filters).
 *
 * <pre>{@code
 * new Conv1D(32, 5).padding("causal").activation("relu")
 * }</pre>
 */
public final class Conv1D extends BaseConv<Conv1D> {
    /** To be configured. */
    Conv1D() {
        super(1, "valid", "same", "causal");
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public Conv1D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }

    /** Also knows "causal": zeros are added before the first step only, so that no output depends on later inputs. */
    @Override
    public Conv1D padding(String name) {
        return super.padding(name);
    }
}
