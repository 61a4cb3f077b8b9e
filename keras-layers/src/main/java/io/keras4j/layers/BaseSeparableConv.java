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
import java.util.Arrays;
import java.util.List;

/** A depthwise convolution over some number of spatial axes, then filters that mix its channels position by position. */
abstract class BaseSeparableConv<S extends BaseSeparableConv<S>> extends BaseDepthwiseConv<S> {
    private final Argument<Integer> filters = argument("filters", Codecs.atLeast(1));
    private final WeightArguments pointwiseArguments = new WeightArguments(this, "pointwise", "glorot_uniform");
    private Variable pointwiseKernel;

    /** A layer over {@code rank} spatial axes, to be configured. */
    BaseSeparableConv(int rank) {
        super(rank);
    }

    final void setFilters(int number, int... size) {
        filters.set(number);
        setKernelSize(size);
    }

    /** Sets the initializer of the pointwise kernel by name; "glorot_uniform" by default. */
    public S pointwiseInitializer(String name) {
        pointwiseArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer of the pointwise kernel. */
    public S pointwiseInitializer(Initializer initializer) {
        pointwiseArguments.initializer.set(initializer);
        return self();
    }

    /** Adds a penalty on the pointwise kernel to the loss, by name, such as "l2". */
    public S pointwiseRegularizer(String name) {
        pointwiseArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on the pointwise kernel to the loss; null, the default, for none. */
    public S pointwiseRegularizer(Regularizer regularizer) {
        pointwiseArguments.regularizer.set(regularizer);
        return self();
    }

    /** Constrains the pointwise kernel after each update, by name, such as "max_norm". */
    public S pointwiseConstraint(String name) {
        pointwiseArguments.constraint.set(name);
        return self();
    }

    /** Constrains the pointwise kernel after each update; null, the default, for no constraint. */
    public S pointwiseConstraint(Constraint constraint) {
        pointwiseArguments.constraint.set(constraint);
        return self();
    }

    /** The kernel of the depthwise convolution, once the layer is built. */
    public Variable depthwiseKernel() {
        return depthwiseWeight();
    }

    /** The kernel of the pointwise convolution, once the layer is built. */
    public Variable pointwiseKernel() {
        return pointwiseKernel;
    }

    @Override
    List<WeightArguments> weightArguments() {
        return List.of(super.weightArguments().get(0), pointwiseArguments);
    }

    @Override
    protected void build(Shape input) {
        buildDepthwise("depthwise_kernel", input);
        long[] shape = new long[input.rank()];
        Arrays.fill(shape, 1);
        shape[shape.length - 2] = depthwiseChannels(input);
        shape[shape.length - 1] = filters.get();
        pointwiseKernel = addWeight("pointwise_kernel", Shape.of(shape), pointwiseArguments);
        addBiasOf(filters.get());
    }

    @Override
    Tensor slide(Tensor x) {
        return Ops.separableConv(
                x, value(depthwiseKernel()), value(pointwiseKernel), sliding().window());
    }
}
