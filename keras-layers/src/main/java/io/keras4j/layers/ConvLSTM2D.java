package io.keras4j.layers;

/**
 * An {@link LSTM} whose products are convolutions over images; <a
 * href="https://keras.io/api/layers/recurrent_layers/conv_lstm2d/">Keras's</a>. Where the input's mask is false, the states stay what they
 * were.
 *
 * <p>Input: (batch, steps, height, width, channels). Output: h after the last step (batch, new height, new width, filters), or with
 * {@code returnSequences} after every step (batch, steps, new height, new width, filters); with {@code returnState} followed by the last h and c. With
 * the data format "channels_first" the channels come before the spatial axes in all of them. Weights: kernel (kernel size..., channels, 4 · filters),
 * recurrent_kernel (kernel size..., filters, 4 · filters), bias (4 · filters). Source: Shi et al., Convolutional LSTM Network (2015).
 *
 * <pre>{@code
 * new ConvLSTM2D(16, 3).padding("same").returnSequences(true)
 * }</pre>
 */
public final class ConvLSTM2D extends BaseConvLSTM<ConvLSTM2D> {
    /** To be configured. */
    ConvLSTM2D() {
        super(2);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public ConvLSTM2D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
