package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/2405.15682">Schedule-free AdamW</a>: averages the iterates instead of lowering the learning rate.
 */
public final class ScheduleFreeAdamW extends FluentOptimizer<ScheduleFreeAdamW> {
    private final Argument<Double> beta1 = argument("beta_1", Codecs.between(0, 1), 0.9);
    private final Argument<Double> beta2 = argument("beta_2", Codecs.between(0, 1), 0.999);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-8);
    private final Argument<Integer> warmupSteps = argument("warmup_steps", Codecs.atLeast(0), 0);

    /** With learning rate 0.0025. */
    public ScheduleFreeAdamW() {
        this(0.0025);
    }

    /** With this learning rate. */
    public ScheduleFreeAdamW(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public ScheduleFreeAdamW(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the mean of the gradients follows; 0.9 by default. */
    public ScheduleFreeAdamW beta1(double value) {
        beta1.set(value);
        return this;
    }

    /** How slowly the mean of the squared gradients follows; 0.999 by default. */
    public ScheduleFreeAdamW beta2(double value) {
        beta2.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁸ by default. */
    public ScheduleFreeAdamW epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Over how many updates the learning rate goes up from 0; 0 by default. */
    public ScheduleFreeAdamW warmupSteps(int value) {
        warmupSteps.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "momentum", "velocity");
        for (Variable variable : variables) {
            slot(variable, "momentum").set(variable.array());
        }
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Tensor step = step(variable.dtype());
        Tensor rate = warmupSteps.get() == 0
                ? currentRate
                : Ops.multiply(currentRate, Ops.minimum(Ops.divide(step, warmupSteps.get()), 1));
        Variable momentum = slot(variable, "momentum");
        Variable velocity = slot(variable, "velocity");
        Tensor z = momentum.value();
        Tensor v = Moments.next(velocity, Ops.square(gradient), beta2.get());
        Tensor squares = Ops.divide(v, Ops.subtract(1, Ops.power(beta2.get(), step)));
        Tensor change = Ops.divide(Ops.multiply(gradient, rate), Ops.add(Ops.sqrt(squares), epsilon.get()));
        Tensor nextZ = Ops.subtract(z, change);
        Tensor weight = Ops.divide(1, step);
        double beta = beta1.get();
        Tensor x = Ops.divide(Ops.subtract(variable.value(), Ops.multiply(z, 1 - beta)), beta);
        Tensor nextX = Ops.add(Ops.multiply(x, Ops.subtract(1, weight)), Ops.multiply(nextZ, weight));
        Tensor nextY = Ops.add(Ops.multiply(nextZ, 1 - beta), Ops.multiply(nextX, beta));
        momentum.assign(nextZ);
        velocity.assign(v);
        variable.assign(nextY);
    }
}
