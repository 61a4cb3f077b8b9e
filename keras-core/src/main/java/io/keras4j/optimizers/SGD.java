package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * Gradient descent: w ← w - rate · g. With momentum, v ← momentum · v - rate · g and w ← w + v, or with Nesterov's,
 * w ← w + momentum · v - rate · g.
 */
public final class SGD extends FluentOptimizer<SGD> {
    private final Argument<Double> momentum = argument("momentum", Codecs.between(0, 1), 0.0);
    private final Argument<Boolean> nesterov = argument("nesterov", Codecs.bool(), false);

    /** With learning rate 0.01. */
    public SGD() {
        super(0.01);
    }

    public SGD(double learningRate) {
        super(learningRate);
    }

    public SGD(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How much of the last step each step keeps; 0 by default. */
    public SGD momentum(double value) {
        momentum.set(value);
        return this;
    }

    /** Whether momentum is Nesterov's; false by default. */
    public SGD nesterov(boolean value) {
        nesterov.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        if (momentum.get() != 0) {
            addSlots(variables, "momentum");
        }
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Tensor step = Ops.multiply(gradient, currentRate);
        Tensor value = variable.value();
        if (momentum.get() == 0) {
            variable.assign(Ops.subtract(value, step));
            return;
        }
        Variable velocity = slot(variable, "momentum");
        Tensor next = Ops.subtract(Ops.multiply(velocity.value(), momentum.get()), step);
        Tensor change = nesterov.get() ? Ops.subtract(Ops.multiply(next, momentum.get()), step) : next;
        velocity.assign(next);
        variable.assign(Ops.add(value, change));
    }
}
