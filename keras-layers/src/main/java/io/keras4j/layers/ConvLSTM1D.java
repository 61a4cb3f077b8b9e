package io.keras4j.layers;

/**
 * An {@link LSTM} whose products are convolutions over an axis; <a
 * href="https://keras.io/api/layers/recurrent_layers/conv_lstm1d/">Keras's</a>. Where the input's mask is false, the states stay what they
 * were.
 *
 * <p>Input: (batch, steps, size, channels). Output: h after the last step (batch, new size, filters), or with
 * {@code returnSequences} after every step (batch, steps, new size, filters); with {@code returnState} followed by the last h and c. With
 * the data format "channels_first" the channels come before the spatial axis in all of them. Weights: kernel (kernel size..., channels, 4 · filters),
 * recurrent_kernel (kernel size..., filters, 4 · filters), bias (4 · filters). Source: Shi et al., Convolutional LSTM Network (2015).
 *
 * <pre>{@code
 * new ConvLSTM1D(16, 3)
 * }</pre>
 */
public final class ConvLSTM1D extends BaseConvLSTM<ConvLSTM1D> {
    /** To be configured. */
    ConvLSTM1D() {
        super(1);
    }

    /** A layer with this number of filters, and this kernel size: one number per spatial axis, or one for all. */
    public ConvLSTM1D(int filters, int... kernelSize) {
        this();
        setFilters(filters, kernelSize);
    }
}
