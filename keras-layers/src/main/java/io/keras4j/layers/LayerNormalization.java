package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * Normalises each sample for itself along some axes: γ · (x - mean) / √(variance + ε) + β; <a
 * href="https://keras.io/api/layers/normalization_layers/layer_normalization/">Keras's</a>.
 *
 * <p>Input and output: any shape. Weights: gamma and beta, of the sizes of these axes. Source: Ba et al., Layer Normalization (2016).
 */
public final class LayerNormalization extends FluentLayer<LayerNormalization> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), -1);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 0.001);
    private final Argument<Boolean> center = argument("center", Codecs.bool(), true);
    private final Argument<Boolean> scale = argument("scale", Codecs.bool(), true);
    private final Argument<Boolean> rmsScaling = argument("rms_scaling", Codecs.bool(), false);
    private final Argument<Initializer> betaInitializer =
            argument("beta_initializer", Initializer.KIND.codec(), "zeros");
    private final Argument<Initializer> gammaInitializer =
            argument("gamma_initializer", Initializer.KIND.codec(), "ones");
    private final Argument<Regularizer> betaRegularizer =
            argument("beta_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Regularizer> gammaRegularizer =
            argument("gamma_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Constraint> betaConstraint =
            argument("beta_constraint", Constraint.KIND.codec().optional(), null);
    private final Argument<Constraint> gammaConstraint =
            argument("gamma_constraint", Constraint.KIND.codec().optional(), null);
    private Variable gamma;
    private Variable beta;

    /** Along the last axis. */
    public LayerNormalization() {}

    /** Sets the axes along which to normalise, which may be negative; the last by default. */
    public LayerNormalization axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    /** Sets what is added to the variance; 0.001 by default. */
    public LayerNormalization epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Sets whether β is added; true by default. */
    public LayerNormalization center(boolean value) {
        center.set(value);
        return this;
    }

    /** Sets whether to multiply with γ; true by default. */
    public LayerNormalization scale(boolean value) {
        scale.set(value);
        return this;
    }

    /** Sets the initializer of β by name; "zeros" by default. */
    public LayerNormalization betaInitializer(String name) {
        betaInitializer.set(name);
        return this;
    }

    /** Sets the initializer of β. */
    public LayerNormalization betaInitializer(Initializer initializer) {
        betaInitializer.set(initializer);
        return this;
    }

    /** Adds a penalty on β to the loss, by name, such as "l2". */
    public LayerNormalization betaRegularizer(String name) {
        betaRegularizer.set(name);
        return this;
    }

    /** Adds a penalty on β to the loss; null, the default, for none. */
    public LayerNormalization betaRegularizer(Regularizer regularizer) {
        betaRegularizer.set(regularizer);
        return this;
    }

    /** Constrains β after each update, by name, such as "non_neg". */
    public LayerNormalization betaConstraint(String name) {
        betaConstraint.set(name);
        return this;
    }

    /** Constrains β after each update; null, the default, for no constraint. */
    public LayerNormalization betaConstraint(Constraint constraint) {
        betaConstraint.set(constraint);
        return this;
    }

    /** Sets the initializer of γ by name; "ones" by default. */
    public LayerNormalization gammaInitializer(String name) {
        gammaInitializer.set(name);
        return this;
    }

    /** Sets the initializer of γ. */
    public LayerNormalization gammaInitializer(Initializer initializer) {
        gammaInitializer.set(initializer);
        return this;
    }

    /** Adds a penalty on γ to the loss, by name, such as "l2". */
    public LayerNormalization gammaRegularizer(String name) {
        gammaRegularizer.set(name);
        return this;
    }

    /** Adds a penalty on γ to the loss; null, the default, for none. */
    public LayerNormalization gammaRegularizer(Regularizer regularizer) {
        gammaRegularizer.set(regularizer);
        return this;
    }

    /** Constrains γ after each update, by name, such as "non_neg". */
    public LayerNormalization gammaConstraint(String name) {
        gammaConstraint.set(name);
        return this;
    }

    /** Constrains γ after each update; null, the default, for no constraint. */
    public LayerNormalization gammaConstraint(Constraint constraint) {
        gammaConstraint.set(constraint);
        return this;
    }

    @Override
    protected void build(Shape input) {
        Shape shape = Shape.of(axes(input).stream().mapToLong(input::dim).toArray());
        if (scale.get() || rmsScaling.get()) {
            gamma = addWeight(
                    "gamma", shape, gammaInitializer.get(), gammaRegularizer.get(), gammaConstraint.get(), true);
        }
        if (center.get() && !rmsScaling.get()) {
            beta = addWeight("beta", shape, betaInitializer.get(), betaRegularizer.get(), betaConstraint.get(), true);
        }
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, DType.result(input.dtype(), DType.FLOAT32));
        List<Integer> axes = axes(x.shape());
        Tensor factor = Ops.rsqrt(Ops.add(Ops.var(x, axes, true), epsilon.get()));
        if (gamma != null) {
            factor = Ops.multiply(factor, alongAxes(gamma, x));
        }
        Tensor y = Ops.multiply(x, factor);
        if (!rmsScaling.get()) {
            y = Ops.subtract(y, Ops.multiply(Ops.mean(x, axes, true), factor));
        }
        return Ops.cast(
                beta == null ? y : Ops.add(y, alongAxes(beta, x)), dtypePolicy().compute());
    }

    private List<Integer> axes(Shape shape) {
        return axis.get().stream().map(shape::axis).sorted().toList();
    }

    /** The value of a weight, shaped to meet the axes of x that it belongs to. */
    private Tensor alongAxes(Variable weight, Tensor x) {
        List<Integer> axes = axes(x.shape());
        Shape shape = x.shape();
        for (int i = 0; i < x.rank(); i++) {
            shape = axes.contains(i) ? shape : shape.with(i, 1);
        }
        return Ops.reshape(Ops.cast(weight.value(), x.dtype()), shape);
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
