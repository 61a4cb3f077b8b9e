package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://jmlr.org/papers/v12/duchi11a.html">Adagrad</a>: steps along the gradient, divided by the root of the sum of all its squares.
 */
public final class Adagrad extends FluentOptimizer<Adagrad> {
    private final Argument<Double> initialAccumulatorValue =
            argument("initial_accumulator_value", Codecs.number(), 0.1);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-7);

    /** With learning rate 0.001. */
    public Adagrad() {
        this(0.001);
    }

    /** With this learning rate. */
    public Adagrad(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Adagrad(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** What the sums of squares start from; 0.1 by default. */
    public Adagrad initialAccumulatorValue(double value) {
        initialAccumulatorValue.set(value);
        return this;
    }

    /** Keeps divisions finite; 10⁻⁷ by default. */
    public Adagrad epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        variables.forEach(variable -> addSlot(variable, "accumulator", initialAccumulatorValue.get()));
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable accumulator = slot(variable, "accumulator");
        Tensor sum = Ops.add(accumulator.value(), Ops.square(gradient));
        Tensor root = Ops.sqrt(Ops.add(sum, epsilon.get()));
        accumulator.assign(sum);
        variable.assign(Ops.subtract(variable.value(), Ops.divide(Ops.multiply(gradient, currentRate), root)));
    }
}
