package io.keras4j.layers;

import java.util.Map;

/** A recurrent layer whose steps are images, or have some other number of spatial axes, and whose products are convolutions. */
abstract class BaseConvLSTM<S extends BaseConvLSTM<S>> extends KernelRNN<S, ConvLSTMCell> implements GatedSetters<S> {
    /** A layer over {@code rank} spatial axes, to be configured. */
    BaseConvLSTM(int rank) {
        super(new ConvLSTMCell(rank), "conv_lstm_cell", rank + 3);
    }

    final void setFilters(int number, int... kernelSize) {
        cell().size.set(number);
        cell().sliding.kernelSize.set(kernelSize);
    }

    /** Sets the strides: one number per spatial axis, or one for all; 1 by default. Not more than 1 together with a dilation. */
    public S strides(int... steps) {
        cell().sliding.strides.set(steps);
        check();
        return self();
    }

    /** Sets "valid", the default, to stay inside the input; "same" to pad it with zeros so that with strides of 1 the size stays. */
    public S padding(String name) {
        cell().sliding.padding.set(name);
        return self();
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        cell().sliding.dataFormat.set(name);
        return self();
    }

    /** Sets the distances between the elements of the window: one number per spatial axis, or one for all; 1 by default. */
    public S dilationRate(int... rate) {
        cell().sliding.dilationRate.set(rate);
        check();
        return self();
    }

    /** Sets whether the bias of the gate f starts with ones, so that at first nothing is forgotten; true by default. */
    public S unitForgetBias(boolean value) {
        cell().unitForgetBias(value);
        return self();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        check();
    }

    private void check() {
        cell().sliding.checkStrides(label());
    }
}
