package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * x between two thresholds, and linear with a slope of its own below the left and above the right one; all four numbers are learned. Only Keras 1
 * had it.
 *
 * <p>With the right threshold r = t_left + |t_right|: t_left + a_left · (x - t_left) below t_left, r + a_right · (x - r) above r.
 *
 * <p>Input and output: any shape. Weights: t_left, a_left, t_right and a_right, of the shape of a sample, with size 1 along the shared axes.
 * Source: Jin et al., Deep Learning with S-shaped Rectified Linear Activation Units (2015).
 *
 * <pre>{@code
 * new SReLU().sharedAxes(1, 2)   // four numbers per channel of an image
 * }</pre>
 */
public final class SReLU extends FluentLayer<SReLU> {
    private final Argument<Initializer> leftThreshold =
            argument("t_left_initializer", Initializer.KIND.codec(), "zeros");
    private final Argument<Initializer> leftSlope =
            argument("a_left_initializer", Initializer.KIND.codec(), "glorot_uniform");
    private final Argument<Initializer> rightThreshold =
            argument("t_right_initializer", Initializer.KIND.codec(), "glorot_uniform");
    private final Argument<Initializer> rightSlope = argument("a_right_initializer", Initializer.KIND.codec(), "ones");
    private final SharedAxes sharedAxes = new SharedAxes(argument("shared_axes", SharedAxes.codec(), null));
    private Variable leftStart;
    private Variable leftFactor;
    private Variable rightStart;
    private Variable rightFactor;

    /** With the left threshold 0 and the right slope 1 at first. */
    public SReLU() {}

    /** Sets the initializer of the left threshold by name; "zeros" by default. */
    public SReLU tLeftInitializer(String name) {
        leftThreshold.set(name);
        return this;
    }

    /** Sets the initializer of the slope below the left threshold by name; "glorot_uniform" by default. */
    public SReLU aLeftInitializer(String name) {
        leftSlope.set(name);
        return this;
    }

    /** Sets the initializer of the distance between the thresholds by name; "glorot_uniform" by default. */
    public SReLU tRightInitializer(String name) {
        rightThreshold.set(name);
        return this;
    }

    /** Sets the initializer of the slope above the right threshold by name; "ones" by default. */
    public SReLU aRightInitializer(String name) {
        rightSlope.set(name);
        return this;
    }

    /** Sets the axes along which the four numbers are the same, counted from 1, the first after the batch; none by default. */
    public SReLU sharedAxes(Integer... axes) {
        sharedAxes.set(axes);
        return this;
    }

    @Override
    protected void build(Shape input) {
        Shape shape = sharedAxes.weightShape(input);
        leftStart = addWeight("t_left", shape, leftThreshold.get());
        leftFactor = addWeight("a_left", shape, leftSlope.get());
        rightStart = addWeight("t_right", shape, rightThreshold.get());
        rightFactor = addWeight("a_right", shape, rightSlope.get());
        inputSpec(sharedAxes.inputSpec(input));
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor left = value(leftStart);
        Tensor width = Ops.abs(value(rightStart));
        Tensor beyondLeft = Ops.subtract(x, left);
        Tensor below = Ops.multiply(value(leftFactor), Ops.relu(Ops.negative(beyondLeft)));
        Tensor between = Ops.minimum(Ops.relu(beyondLeft), width);
        Tensor above = Ops.multiply(value(rightFactor), Ops.relu(Ops.subtract(beyondLeft, width)));
        return Ops.add(Ops.add(left, Ops.subtract(between, below)), above);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
