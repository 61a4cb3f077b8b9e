package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * x above 0 and α · x below, where each α is learned; <a href="https://keras.io/api/layers/activation_layers/prelu/">Keras's</a>.
 *
 * <p>Input and output: any shape. Weights: alpha, of the shape of a sample, with size 1 along the shared axes. Source: He et al., Delving
 * Deep into Rectifiers (2015).
 *
 * <pre>{@code
 * new PReLU().sharedAxes(1, 2)   // one number per channel of an image
 * }</pre>
 */
public final class PReLU extends FluentLayer<PReLU> {
    private final Argument<Initializer> initializer = argument("alpha_initializer", Initializer.KIND.codec(), "zeros");
    private final Argument<Regularizer> regularizer =
            argument("alpha_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Constraint> constraint =
            argument("alpha_constraint", Constraint.KIND.codec().optional(), null);
    private final SharedAxes sharedAxes = new SharedAxes(argument("shared_axes", SharedAxes.codec(), null));
    private Variable alpha;

    /** With α = 0 at first. */
    public PReLU() {}

    /** Sets the initializer of α by name; "zeros" by default. */
    public PReLU alphaInitializer(String name) {
        initializer.set(name);
        return this;
    }

    /** Sets the initializer of α. */
    public PReLU alphaInitializer(Initializer value) {
        initializer.set(value);
        return this;
    }

    /** Adds a penalty on α to the loss, by name, such as "l2". */
    public PReLU alphaRegularizer(String name) {
        regularizer.set(name);
        return this;
    }

    /** Adds a penalty on α to the loss; null, the default, for none. */
    public PReLU alphaRegularizer(Regularizer value) {
        regularizer.set(value);
        return this;
    }

    /** Constrains α after each update, by name, such as "non_neg". */
    public PReLU alphaConstraint(String name) {
        constraint.set(name);
        return this;
    }

    /** Constrains α after each update; null, the default, for no constraint. */
    public PReLU alphaConstraint(Constraint value) {
        constraint.set(value);
        return this;
    }

    /** Sets the axes along which α is the same, counted from 1, the first after the batch; none by default. */
    public PReLU sharedAxes(Integer... axes) {
        sharedAxes.set(axes);
        return this;
    }

    @Override
    protected void build(Shape input) {
        alpha = addWeight(
                "alpha", sharedAxes.weightShape(input), initializer.get(), regularizer.get(), constraint.get(), true);
        inputSpec(sharedAxes.inputSpec(input));
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.subtract(Ops.relu(x), Ops.multiply(value(alpha), Ops.relu(Ops.negative(x))));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
