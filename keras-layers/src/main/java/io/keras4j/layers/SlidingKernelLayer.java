package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/** What a convolution and a transposed one have in common: filters, each with a window on all channels, that slide over spatial axes. */
abstract class SlidingKernelLayer<S extends SlidingKernelLayer<S>> extends KernelLayer<S> {
    final Argument<Integer> filters = argument("filters", Codecs.atLeast(1));
    final SlidingArguments sliding;
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);

    /**
     * A layer over {@code rank} spatial axes, to be configured.
     *
     * @param paddings the paddings that it knows
     */
    SlidingKernelLayer(int rank, String... paddings) {
        sliding = new SlidingArguments(this, rank, paddings);
        inputSpec(sliding.anyInput());
    }

    final void setFilters(int number, int... size) {
        filters.set(number);
        sliding.kernelSize.set(size);
    }

    /** Sets the strides: one number per spatial axis, or one for all; 1 by default. Not more than 1 together with a dilation. */
    public S strides(int... steps) {
        sliding.strides.set(steps);
        check();
        return self();
    }

    /** Sets "valid", the default, to stay inside the input; "same" to pad it with zeros so that with strides of 1 the size stays. */
    public S padding(String name) {
        sliding.padding.set(name);
        return self();
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        sliding.dataFormat.set(name);
        return self();
    }

    /** Sets the distances between the elements of the window: one number per spatial axis, or one for all; 1 by default. */
    public S dilationRate(int... rate) {
        sliding.dilationRate.set(rate);
        check();
        return self();
    }

    /** Sets whether a bias is added; true by default. */
    public S useBias(boolean value) {
        useBias.set(value);
        return self();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        check();
    }

    /** Refuses arguments that do not go together. */
    void check() {
        sliding.checkStrides(label());
    }

    @Override
    final Argument<?> biasSwitch() {
        return useBias;
    }

    /** The shape of the kernel for inputs with this number of channels. */
    abstract Shape kernelShape(long channels);

    /** What the kernel makes of x, whose channels come last. */
    abstract Tensor slide(Tensor x);

    @Override
    protected void build(Shape input) {
        inputSpec(sliding.inputLike(input));
        addKernelAndBias(kernelShape(sliding.channels(input)), useBias.get() ? Shape.of(filters.get()) : null);
    }

    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = sliding.dataFormat.get();
        Tensor y = slide(format.toChannelsLast(x));
        return activate(format.fromChannelsLast(addBias(y)));
    }
}
