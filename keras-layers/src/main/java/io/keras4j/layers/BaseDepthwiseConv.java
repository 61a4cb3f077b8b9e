package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/** A convolution of each channel for itself, over some number of spatial axes: depth_multiplier filters a channel. */
abstract class BaseDepthwiseConv<S extends BaseDepthwiseConv<S>> extends BiasedLayer<S> {
    private final Argument<Integer> depthMultiplier;
    private final SlidingArguments sliding;
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    private final WeightArguments depthwiseArguments = new WeightArguments(this, "depthwise", "glorot_uniform");
    private Variable kernel;

    /** A layer over {@code rank} spatial axes, to be configured. */
    BaseDepthwiseConv(int rank) {
        depthMultiplier = argument("depth_multiplier", Codecs.atLeast(1), 1);
        sliding = new SlidingArguments(this, rank, "valid", "same");
        inputSpec(sliding.anyInput());
    }

    final void setKernelSize(int... size) {
        sliding.kernelSize.set(size);
    }

    /** Sets the strides: one number per spatial axis, or one for all; 1 by default. */
    public S strides(int... steps) {
        sliding.strides.set(steps);
        return self();
    }

    /** Sets "valid", the default, to stay inside the input; "same" to pad it with zeros so that with strides of 1 the size stays. */
    public S padding(String name) {
        sliding.padding.set(name);
        return self();
    }

    /** Sets how many filters each channel has; 1 by default. */
    public S depthMultiplier(int number) {
        depthMultiplier.set(number);
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
        return self();
    }

    /** Sets whether a bias is added; true by default. */
    public S useBias(boolean value) {
        useBias.set(value);
        return self();
    }

    /** Sets the initializer of the depthwise kernel by name; "glorot_uniform" by default. */
    public S depthwiseInitializer(String name) {
        depthwiseArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer of the depthwise kernel. */
    public S depthwiseInitializer(Initializer initializer) {
        depthwiseArguments.initializer.set(initializer);
        return self();
    }

    /** Adds a penalty on the depthwise kernel to the loss, by name, such as "l2". */
    public S depthwiseRegularizer(String name) {
        depthwiseArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on the depthwise kernel to the loss; null, the default, for none. */
    public S depthwiseRegularizer(Regularizer regularizer) {
        depthwiseArguments.regularizer.set(regularizer);
        return self();
    }

    /** Constrains the depthwise kernel after each update, by name, such as "max_norm". */
    public S depthwiseConstraint(String name) {
        depthwiseArguments.constraint.set(name);
        return self();
    }

    /** Constrains the depthwise kernel after each update; null, the default, for no constraint. */
    public S depthwiseConstraint(Constraint constraint) {
        depthwiseArguments.constraint.set(constraint);
        return self();
    }

    @Override
    List<WeightArguments> weightArguments() {
        return List.of(depthwiseArguments);
    }

    final Variable depthwiseWeight() {
        return kernel;
    }

    final SlidingArguments sliding() {
        return sliding;
    }

    /** The number of channels after the depthwise convolution of an input. */
    final long depthwiseChannels(Shape input) {
        return sliding.channels(input) * depthMultiplier.get();
    }

    /** Demands inputs like this one and makes the weight of the depthwise convolution under this name. */
    final void buildDepthwise(String name, Shape input) {
        inputSpec(sliding.inputLike(input));
        Shape shape = sliding.kernelShape().append(sliding.channels(input)).append(depthMultiplier.get());
        kernel = addWeight(name, shape, depthwiseArguments);
    }

    /** Makes a bias of this size, unless there is to be none. */
    final void addBiasOf(long size) {
        addBiasWeight(useBias.get() ? Shape.of(size) : null);
    }

    @Override
    final Argument<?> biasSwitch() {
        return useBias;
    }

    /** What the kernels make of x, whose channels come last. */
    Tensor slide(Tensor x) {
        return Ops.depthwiseConv(x, value(kernel), sliding.window());
    }

    @Override
    protected void build(Shape input) {
        buildDepthwise("kernel", input);
        addBiasOf(depthwiseChannels(input));
    }

    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = sliding.dataFormat.get();
        Tensor y = slide(format.toChannelsLast(x));
        return activate(format.fromChannelsLast(addBias(y)));
    }
}
