package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/1904.00962">Lamb</a>: Adam's steps, scaled for each variable so that their norm is in proportion to the variable's; for
 * large batches.
 */
public final class Lamb extends FluentOptimizer<Lamb> {
    private final Argument<Double> beta1 = argument("beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);

    /** With learning rate 0.001. */
    public Lamb() {
        this(0.001);
    }

    /** With this learning rate. */
    public Lamb(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Lamb(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the mean of the gradients follows; 0.9 by default. */
    public Lamb beta1(double value) {
        beta1.set(value);
        return this;
    }

    /** How slowly the mean of the squared gradients follows; 0.999 by default. */
    public Lamb beta2(double value) {
        beta2.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public Lamb epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum", "velocity");
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        DType dtype = variable.dtype();
        Variable momentum = slot(variable, "momentum");
        Variable velocity = slot(variable, "velocity");
        Tensor m = Moments.next(momentum, gradient, beta1.get());
        Tensor v = Moments.next(velocity, Ops.square(gradient), beta2.get());
        Tensor mean = Ops.divide(m, Ops.subtract(1, Ops.power(beta1.get(), step(dtype))));
        Tensor squares = Ops.divide(v, Ops.subtract(1, Ops.power(beta2.get(), step(dtype))));
        Tensor step = Ops.divide(mean, Ops.add(Ops.sqrt(squares), epsilon.get()));
        Tensor value = variable.value();
        Tensor scale = Ops.multiply(ratio(norm(value), norm(step)), currentRate);
        momentum.assign(m);
        velocity.assign(v);
        variable.assign(Ops.subtract(value, Ops.multiply(step, scale)));
    }

    private static Tensor norm(Tensor x) {
        return Ops.sqrt(Ops.sum(Ops.square(x)));
    }

    /** The ratio of two norms, 1 if one is 0. */
    private static Tensor ratio(Tensor value, Tensor step) {
        Tensor both = Ops.logicalAnd(Ops.greater(value, 0), Ops.greater(step, 0));
        return Ops.where(both, Ops.divide(value, Ops.where(both, step, 1)), 1);
    }
}
