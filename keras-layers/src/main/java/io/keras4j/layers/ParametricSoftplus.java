package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Constant;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * α · softplus(β · x), where each α and β is learned. Only Keras 1 had it.
 *
 * <p>Input and output: any shape. Weights: alpha and beta, of the shape of a sample, with size 1 along the shared axes. Source: McFarland et al.,
 * Inferring Nonlinear Neuronal Computation Based on Physiologically Plausible Inputs (2013).
 *
 * <pre>{@code
 * new ParametricSoftplus().sharedAxes(1, 2)   // two numbers per channel of an image
 * }</pre>
 */
public final class ParametricSoftplus extends FluentLayer<ParametricSoftplus> {
    private final Argument<Initializer> alphaInitializer =
            argument("alpha_initializer", Initializer.KIND.codec(), new Constant(0.2));
    private final Argument<Initializer> betaInitializer =
            argument("beta_initializer", Initializer.KIND.codec(), new Constant(5));
    private final SharedAxes sharedAxes = new SharedAxes(argument("shared_axes", SharedAxes.codec(), null));
    private Variable alpha;
    private Variable beta;

    /** With α = 0.2 and β = 5 at first. */
    public ParametricSoftplus() {}

    /** Sets the initializer of α; 0.2 by default. */
    public ParametricSoftplus alphaInitializer(Initializer value) {
        alphaInitializer.set(value);
        return this;
    }

    /** Sets the initializer of β; 5 by default. */
    public ParametricSoftplus betaInitializer(Initializer value) {
        betaInitializer.set(value);
        return this;
    }

    /** Sets the axes along which α and β are the same, counted from 1, the first after the batch; none by default. */
    public ParametricSoftplus sharedAxes(Integer... axes) {
        sharedAxes.set(axes);
        return this;
    }

    @Override
    protected void build(Shape input) {
        alpha = addWeight("alpha", sharedAxes.weightShape(input), alphaInitializer.get());
        beta = addWeight("beta", sharedAxes.weightShape(input), betaInitializer.get());
        inputSpec(sharedAxes.inputSpec(input));
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.multiply(value(alpha), Ops.softplus(Ops.multiply(value(beta), x)));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
