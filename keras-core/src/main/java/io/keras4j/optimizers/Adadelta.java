package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/1212.5701">Adadelta</a>: steps along the gradient, scaled by the root of the mean square of past steps over that of
 * past gradients.
 */
public final class Adadelta extends FluentOptimizer<Adadelta> {
    private final Argument<Double> rho = argument("rho", Codecs.between(0, 1), 0.95);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);

    /** With learning rate 0.001. */
    public Adadelta() {
        this(0.001);
    }

    /** With this learning rate. */
    public Adadelta(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Adadelta(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How slowly the means of squares follow; 0.95 by default. */
    public Adadelta rho(double value) {
        rho.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public Adadelta epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        addSlots(variables, "accumulated_grad", "accumulated_delta_var");
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable gradients = slot(variable, "accumulated_grad");
        Variable steps = slot(variable, "accumulated_delta_var");
        Tensor gradientSquares = Moments.blend(gradients, Ops.square(gradient), rho.get());
        Tensor change = Ops.negative(Ops.divide(Ops.multiply(root(steps.value()), gradient), root(gradientSquares)));
        Tensor stepSquares = Moments.blend(steps, Ops.square(change), rho.get());
        gradients.assign(gradientSquares);
        steps.assign(stepSquares);
        variable.assign(Ops.add(variable.value(), Ops.multiply(change, currentRate)));
    }

    private Tensor root(Tensor squares) {
        return Ops.sqrt(Ops.add(squares, epsilon.get()));
    }
}
