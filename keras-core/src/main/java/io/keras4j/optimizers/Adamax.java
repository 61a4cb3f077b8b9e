package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/1412.6980">Adamax</a>: steps along the mean of the gradients, divided by the largest of them, which is slowly
 * forgotten.
 */
public final class Adamax extends FluentOptimizer<Adamax> {
    private final Argument<Double> beta1 = argument("beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);

    /** With learning rate 0.001. */
    public Adamax() {
        this(0.001);
    }

    /** With this learning rate. */
    public Adamax(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Adamax(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the mean of the gradients follows; 0.9 by default. */
    public Adamax beta1(double value) {
        beta1.set(value);
        return this;
    }

    /** How slowly the largest gradient is forgotten; 0.999 by default. */
    public Adamax beta2(double value) {
        beta2.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public Adamax epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum", "norm");
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable momentum = slot(variable, "momentum");
        Variable norm = slot(variable, "norm");
        Tensor correction = Ops.subtract(1, Ops.power(beta1.get(), step(variable.dtype())));
        Tensor m = Moments.next(momentum, gradient, beta1.get());
        Tensor u = Ops.maximum(Ops.multiply(norm.value(), beta2.get()), Ops.abs(gradient));
        Tensor change = Ops.divide(Ops.multiply(m, currentRate), Ops.multiply(Ops.add(u, epsilon.get()), correction));
        momentum.assign(m);
        norm.assign(u);
        variable.assign(Ops.subtract(variable.value(), change));
    }
}
