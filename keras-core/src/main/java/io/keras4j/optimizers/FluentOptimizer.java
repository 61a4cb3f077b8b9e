package io.keras4j.optimizers;

import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * An optimizer whose setters return its own type, so that they can be chained.
 *
 * @param <S> the optimizer class itself
 */
@SuppressWarnings("unchecked")
public abstract class FluentOptimizer<S extends FluentOptimizer<S>> extends Optimizer {
    protected FluentOptimizer(double defaultLearningRate) {
        super(defaultLearningRate);
    }

    @Override
    public S name(String value) {
        return (S) super.name(value);
    }

    @Override
    public S learningRate(double value) {
        return (S) super.learningRate(value);
    }

    @Override
    public S learningRate(LearningRateSchedule schedule) {
        return (S) super.learningRate(schedule);
    }

    @Override
    public S weightDecay(Number value) {
        return (S) super.weightDecay(value);
    }

    @Override
    public S clipnorm(Number value) {
        return (S) super.clipnorm(value);
    }

    @Override
    public S globalClipnorm(Number value) {
        return (S) super.globalClipnorm(value);
    }

    @Override
    public S clipvalue(Number value) {
        return (S) super.clipvalue(value);
    }

    @Override
    public S useEma(boolean value) {
        return (S) super.useEma(value);
    }

    @Override
    public S emaMomentum(double value) {
        return (S) super.emaMomentum(value);
    }

    @Override
    public S emaOverwriteFrequency(Integer value) {
        return (S) super.emaOverwriteFrequency(value);
    }

    @Override
    public S lossScaleFactor(Number value) {
        return (S) super.lossScaleFactor(value);
    }

    @Override
    public S gradientAccumulationSteps(Integer value) {
        return (S) super.gradientAccumulationSteps(value);
    }

    @Override
    public S excludeFromWeightDecay(List<Variable> variables) {
        return (S) super.excludeFromWeightDecay(variables);
    }

    @Override
    public S excludeFromWeightDecay(String... names) {
        return (S) super.excludeFromWeightDecay(names);
    }
}
