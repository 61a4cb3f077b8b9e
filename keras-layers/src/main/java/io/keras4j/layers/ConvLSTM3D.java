package io.keras4j.layers;

/**
 * An {@link LSTM} whose products are convolutions over volumes; <a
 * href="https://keras.io/api/layers/recurrent_layers/conv_lstm3d/">Keras's</a>. Where the input's mask is false, the states stay what they
 * were.
 *
 * <p>Input: (batch, steps, depth, height, width, channels). Output: h after the last step (batch, new depth, new height, new width, filters), or with
 * {@code returnSequences} after every step (batch, steps, new depth, new height, new width, filters); with {@code returnState} followed by the last h and c. With
 * the data format "channels_first" the channels come before the spatial axes in all of them. Weights: kernel (kernel size..., channels, 4 · filters),
 * recurrent_kernel (kernel size..., filters, 4 · filters), bias (4 · filters). Source: Shi et al., Convolutional LSTM Network (2015).
 *
 * <pre>{@code
 * new ConvLSTM3D(16, 3)
 * }</pre>
 */
public final class ConvLSTM3D extends BaseConvLSTM<ConvLSTM3D> {
    /** To be configured. */
    ConvLSTM3D() {
        super(3);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public ConvLSTM3D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
