package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Lets different optimizers update different variables.
 *
 * <pre>{@code
 * new MultiOptimizer(new OptimizerMap(new Adam(1e-3)).put(".*embedding.*", new SGD(0.1)));
 * }</pre>
 */
public final class MultiOptimizer extends WrappingOptimizer {
    private final Argument<OptimizerMap> optimizerMap = argument("optimizer_map", OptimizerMap.KIND.codec());

    MultiOptimizer() {
        super("optimizer_map", "loss_scale_factor", "name");
    }

    /** With the optimizer of each variable. */
    public MultiOptimizer(OptimizerMap optimizerMap) {
        this();
        this.optimizerMap.set(optimizerMap);
    }

    /** The optimizers that update the variables. */
    public List<Optimizer> optimizers() {
        return optimizerMap.get().optimizers();
    }

    private Map<Optimizer, List<Variable>> groups(List<Variable> variables) {
        Map<Optimizer, List<Variable>> groups = new LinkedHashMap<>();
        optimizers().forEach(optimizer -> groups.put(optimizer, new ArrayList<>()));
        variables.forEach(
                variable -> groups.get(optimizerMap.get().get(variable)).add(variable));
        groups.values().removeIf(List::isEmpty);
        return groups;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        groups(variables).forEach((optimizer, group) -> {
            optimizer.lossScaleFactor(lossScale());
            optimizer.build(group);
        });
    }

    @Override
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(super.variables());
        optimizers().forEach(optimizer -> all.addAll(optimizer.variables()));
        return all;
    }

    @Override
    public void apply(List<Tensor> gradients, List<Variable> variables) {
        build(variables);
        if (!variables.isEmpty() && gradients.stream().allMatch(Objects::isNull)) {
            throw new IllegalArgumentException(label() + ": the loss depends on none of the variables");
        }
        groups(variables).forEach((optimizer, group) -> {
            List<Tensor> own = new ArrayList<>();
            group.forEach(variable -> own.add(gradients.get(variables.indexOf(variable))));
            if (own.stream().anyMatch(Objects::nonNull)) {
                optimizer.apply(own, group);
            }
        });
        iterationsVariable().assign(Ops.add(iterationsVariable().value(), 1));
    }

    @Override
    public void finalizeVariableValues(List<Variable> variables) {
        groups(variables).forEach(Optimizer::finalizeVariableValues);
    }

    @Override
    public Map<Variable, Variable> averages() {
        Map<Variable, Variable> averages = new LinkedHashMap<>();
        optimizers().forEach(optimizer -> averages.putAll(optimizer.averages()));
        return averages;
    }

    @Override
    public double learningRate() {
        throw severalRates();
    }

    @Override
    public void setLearningRate(double value) {
        throw severalRates();
    }

    @Override
    public Optimizer learningRate(LearningRateSchedule schedule) {
        throw severalRates();
    }

    private UnsupportedOperationException severalRates() {
        return new UnsupportedOperationException(
                label() + " has no learning rate of its own; ask or set those of optimizers()");
    }
}
