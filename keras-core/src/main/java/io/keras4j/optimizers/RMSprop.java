package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * Steps along the gradient, divided by the root of the mean of its squares.
 */
public final class RMSprop extends FluentOptimizer<RMSprop> {
    private final Argument<Double> rho = argument("rho", Codecs.between(0, 1), 0.9);
    private final Argument<Double> momentum = argument("momentum", Codecs.between(0, 1), 0.0);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);
    private final Argument<Boolean> centered = argument("centered", Codecs.bool(), false);

    /** With learning rate 0.001. */
    public RMSprop() {
        this(0.001);
    }

    /** With this learning rate. */
    public RMSprop(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public RMSprop(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the mean of the squared gradients follows; 0.9 by default. */
    public RMSprop rho(double value) {
        rho.set(value);
        return this;
    }

    /** How much of the last step each step keeps; 0 by default. */
    public RMSprop momentum(double value) {
        momentum.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public RMSprop epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    /** Whether to divide by the root of the variance of the gradients rather than of the mean of their squares; false by default. */
    public RMSprop centered(boolean value) {
        centered.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "velocity");
        if (momentum.get() > 0) {
            addSlots(variables, "momentum");
        }
        if (centered.get()) {
            addSlots(variables, "average_gradient");
        }
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        double keep = rho.get();
        Variable velocity = slot(variable, "velocity");
        Tensor squares = Moments.blend(velocity, Ops.square(gradient), keep);
        Tensor denominator = squares;
        if (centered.get()) {
            Variable averageGradient = slot(variable, "average_gradient");
            Tensor mean = Moments.blend(averageGradient, gradient, keep);
            denominator = Ops.subtract(squares, Ops.square(mean));
            averageGradient.assign(mean);
        }
        Tensor root = Ops.sqrt(Ops.add(denominator, epsilon.get()));
        Tensor step = Ops.divide(Ops.multiply(gradient, currentRate), root);
        velocity.assign(squares);
        if (momentum.get() > 0) {
            Variable last = slot(variable, "momentum");
            step = Ops.add(Ops.multiply(last.value(), momentum.get()), step);
            last.assign(step);
        }
        variable.assign(Ops.subtract(variable.value(), step));
    }
}
