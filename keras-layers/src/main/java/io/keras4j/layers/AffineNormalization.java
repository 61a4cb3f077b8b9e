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
import java.util.Map;

/** What layers have in common that compute γ · (x - mean) / √(variance + ε) + β, whatever mean and variance are those of. */
abstract class AffineNormalization<S extends AffineNormalization<S>> extends WeightedLayer<S> {
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 0.001);
    private final Argument<Boolean> center = argument("center", Codecs.bool(), true);
    private final Argument<Boolean> scale = argument("scale", Codecs.bool(), true);
    private final WeightArguments betaArguments = new WeightArguments(this, "beta", "zeros");
    private final WeightArguments gammaArguments = new WeightArguments(this, "gamma", "ones");
    private Variable gamma;
    private Variable beta;

    /** Sets what is added to the variance; 0.001 by default. */
    public S epsilon(double value) {
        epsilon.set(value);
        return self();
    }

    /** Sets whether β is added; true by default. */
    public S center(boolean value) {
        center.set(value);
        return self();
    }

    /** Sets whether to multiply with γ; true by default. */
    public S scale(boolean value) {
        scale.set(value);
        return self();
    }

    /** Sets the initializer of β by name; "zeros" by default. */
    public S betaInitializer(String name) {
        betaArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer of β. */
    public S betaInitializer(Initializer initializer) {
        betaArguments.initializer.set(initializer);
        return self();
    }

    /** Sets the initializer of γ by name; "ones" by default. */
    public S gammaInitializer(String name) {
        gammaArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer of γ. */
    public S gammaInitializer(Initializer initializer) {
        gammaArguments.initializer.set(initializer);
        return self();
    }

    /** Adds a penalty on β to the loss, by name, such as "l2". */
    public S betaRegularizer(String name) {
        betaArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on β to the loss; null, the default, for none. */
    public S betaRegularizer(Regularizer regularizer) {
        betaArguments.regularizer.set(regularizer);
        return self();
    }

    /** Adds a penalty on γ to the loss, by name, such as "l2". */
    public S gammaRegularizer(String name) {
        gammaArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on γ to the loss; null, the default, for none. */
    public S gammaRegularizer(Regularizer regularizer) {
        gammaArguments.regularizer.set(regularizer);
        return self();
    }

    /** Constrains β after each update, by name, such as "non_neg". */
    public S betaConstraint(String name) {
        betaArguments.constraint.set(name);
        return self();
    }

    /** Constrains β after each update; null, the default, for no constraint. */
    public S betaConstraint(Constraint constraint) {
        betaArguments.constraint.set(constraint);
        return self();
    }

    /** Constrains γ after each update, by name, such as "non_neg". */
    public S gammaConstraint(String name) {
        gammaArguments.constraint.set(name);
        return self();
    }

    /** Constrains γ after each update; null, the default, for no constraint. */
    public S gammaConstraint(Constraint constraint) {
        gammaArguments.constraint.set(constraint);
        return self();
    }

    final double epsilon() {
        return epsilon.get();
    }

    final boolean center() {
        return center.get();
    }

    final boolean scale() {
        return scale.get();
    }

    final void addGamma(Shape shape) {
        gamma = addWeight("gamma", shape, gammaArguments);
    }

    final void addBeta(Shape shape) {
        beta = addWeight("beta", shape, betaArguments);
    }

    /** The value of γ in the dtype of x; null when there is none. */
    final Tensor gamma(Tensor x) {
        return gamma == null ? null : Ops.cast(gamma.value(), x.dtype());
    }

    /** The value of β in the dtype of x; null when there is none. */
    final Tensor beta(Tensor x) {
        return beta == null ? null : Ops.cast(beta.value(), x.dtype());
    }

    /** Keras lists the arguments of this class after those of the layer itself. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(epsilon.key(), center.key(), scale.key()));
        moveToEnd(config, weightKeys());
        return config;
    }

    /** The keys of the arguments that concern γ and β. */
    final List<String> weightKeys() {
        return WeightArguments.keys(List.of(betaArguments, gammaArguments));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
