package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/2302.06675">Lion</a>: steps of one size in every element, along the sign of the momentum.
 */
public final class Lion extends FluentOptimizer<Lion> {
    private final Argument<Double> beta1 = argument(
            "beta_1", Codecs.number().that(value -> value > 0 && value <= 1, "a number above 0 and not above 1"), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.99);

    /** With learning rate 0.001. */
    public Lion() {
        this(0.001);
    }

    /** With this learning rate. */
    public Lion(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Lion(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How much of the momentum the direction of a step keeps; 0.9 by default. */
    public Lion beta1(double value) {
        beta1.set(value);
        return this;
    }

    /** How slowly the momentum follows; 0.99 by default. */
    public Lion beta2(double value) {
        beta2.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum");
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable momentum = slot(variable, "momentum");
        Tensor direction = Ops.sign(Moments.blend(momentum, gradient, beta1.get()));
        Tensor m = Moments.blend(momentum, gradient, beta2.get());
        momentum.assign(m);
        variable.assign(Ops.subtract(variable.value(), Ops.multiply(direction, currentRate)));
    }
}
