package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://research.google.com/pubs/archive/41159.pdf">Follow the regularized leader</a>: for sparse, shallow models.
 */
public final class Ftrl extends FluentOptimizer<Ftrl> {
    private final Argument<Double> learningRatePower =
            argument("learning_rate_power", Codecs.number().that(value -> value <= 0, "a number of at most 0"), -0.5);
    private final Argument<Double> initialAccumulatorValue = argument(
            "initial_accumulator_value", Codecs.number().that(value -> value >= 0, "a number of at least 0"), 0.1);
    private final Argument<Double> l1RegularizationStrength = argument(
            "l1_regularization_strength", Codecs.number().that(value -> value >= 0, "a number of at least 0"), 0.0);
    private final Argument<Double> l2RegularizationStrength = argument(
            "l2_regularization_strength", Codecs.number().that(value -> value >= 0, "a number of at least 0"), 0.0);
    private final Argument<Double> l2ShrinkageRegularizationStrength = argument(
            "l2_shrinkage_regularization_strength",
            Codecs.number().that(value -> value >= 0, "a number of at least 0"),
            0.0);
    private final Argument<Double> beta = argument("beta", Codecs.number(), 0.0);

    /** With learning rate 0.001. */
    public Ftrl() {
        this(0.001);
    }

    /** With this learning rate. */
    public Ftrl(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Ftrl(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** How the rate falls with the sum of squares: -0.5, the default, by its root; 0 not at all. */
    public Ftrl learningRatePower(double value) {
        learningRatePower.set(value);
        return this;
    }

    /** What the sums of squares start from; 0.1 by default. */
    public Ftrl initialAccumulatorValue(double value) {
        initialAccumulatorValue.set(value);
        return this;
    }

    /** The weight of the L1 penalty, which makes weights exactly 0; 0 by default. */
    public Ftrl l1RegularizationStrength(double value) {
        l1RegularizationStrength.set(value);
        return this;
    }

    /** The weight of the L2 penalty; 0 by default. */
    public Ftrl l2RegularizationStrength(double value) {
        l2RegularizationStrength.set(value);
        return this;
    }

    /** The weight of an L2 penalty on size alone, which changes nothing else; 0 by default. */
    public Ftrl l2ShrinkageRegularizationStrength(double value) {
        l2ShrinkageRegularizationStrength.set(value);
        return this;
    }

    /** What the learning rate's denominator is increased by; 0 by default. */
    public Ftrl beta(double value) {
        beta.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        for (Variable variable : variables) {
            addSlot(variable, "accumulator", initialAccumulatorValue.get());
            addSlot(variable, "linear", 0);
        }
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Variable accumulator = slot(variable, "accumulator");
        Variable linear = slot(variable, "linear");
        double power = -learningRatePower.get();
        Tensor value = variable.value();
        Tensor shrunk = Ops.add(gradient, Ops.multiply(value, 2 * l2ShrinkageRegularizationStrength.get()));
        Tensor sum = Ops.add(accumulator.value(), Ops.square(gradient));
        Tensor now = Ops.power(sum, power);
        Tensor sigma = Ops.divide(Ops.subtract(now, Ops.power(accumulator.value(), power)), currentRate);
        Tensor line = Ops.add(linear.value(), Ops.subtract(shrunk, Ops.multiply(sigma, value)));
        Tensor l2 = Ops.add(Ops.divide(beta.get(), Ops.multiply(currentRate, 2)), l2RegularizationStrength.get());
        Tensor quadratic = Ops.add(Ops.divide(now, currentRate), Ops.multiply(l2, 2));
        double l1 = l1RegularizationStrength.get();
        Tensor next = Ops.divide(Ops.subtract(Ops.clip(line, -l1, l1), line), quadratic);
        accumulator.assign(sum);
        linear.assign(line);
        variable.assign(next);
    }
}
