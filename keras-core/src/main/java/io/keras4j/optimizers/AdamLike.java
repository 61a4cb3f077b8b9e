package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/** What {@link Adam} and {@link AdamW} share. */
abstract class AdamLike<S extends AdamLike<S>> extends FluentOptimizer<S> {
    private final Argument<Double> beta1 = argument("beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);
    private final Argument<Boolean> amsgrad = argument("amsgrad", Codecs.bool(), false);

    AdamLike(double learningRate) {
        super(learningRate);
    }

    @SuppressWarnings("unchecked")
    private S self() {
        return (S) this;
    }

    /** How slowly the mean of the gradients follows; 0.9 by default. */
    public S beta1(double value) {
        beta1.set(value);
        return self();
    }

    /** How slowly the mean of the squared gradients follows; 0.999 by default. */
    public S beta2(double value) {
        beta2.set(value);
        return self();
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public S epsilon(double value) {
        epsilon.set(value);
        return self();
    }

    /** Whether to divide by the largest mean of squares so far, as <a href="https://openreview.net/pdf?id=ryQu7f-RZ">AMSGrad</a> does. */
    public S amsgrad(boolean value) {
        amsgrad.set(value);
        return self();
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum", "velocity");
        if (amsgrad.get()) {
            addSlots(variables, "velocity_hat");
        }
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Tensor alpha = Moments.corrected(currentRate, step(variable.dtype()), beta1.get(), beta2.get());
        Variable momentum = slot(variable, "momentum");
        Variable velocity = slot(variable, "velocity");
        Tensor m = Moments.next(momentum, gradient, beta1.get());
        Tensor v = Moments.next(velocity, Ops.square(gradient), beta2.get());
        Tensor largest = v;
        if (amsgrad.get()) {
            Variable velocityHat = slot(variable, "velocity_hat");
            largest = Ops.maximum(velocityHat.value(), v);
            velocityHat.assign(largest);
        }
        Tensor change = Ops.divide(Ops.multiply(m, alpha), Ops.add(Ops.sqrt(largest), epsilon.get()));
        momentum.assign(m);
        velocity.assign(v);
        variable.assign(Ops.subtract(variable.value(), change));
    }
}
