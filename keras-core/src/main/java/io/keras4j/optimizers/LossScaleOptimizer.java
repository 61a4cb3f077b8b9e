package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Scales the loss before it is differentiated, so that small gradients do not become 0 in float16, and the gradients back before another
 * optimizer applies them. The scale doubles after so many steps without a gradient that is infinite or not a number; on such a gradient
 * it is halved and the step left out.
 *
 * <pre>{@code
 * new LossScaleOptimizer(new Adam(1e-3));
 * }</pre>
 */
public final class LossScaleOptimizer extends WrappingOptimizer {
    private final Argument<Optimizer> inner = argument("inner_optimizer", KIND.codec());
    private final Argument<Double> initialScale = argument("initial_scale", Codecs.positive(), 32768.0);
    private final Argument<Integer> dynamicGrowthSteps = argument("dynamic_growth_steps", Codecs.atLeast(1), 2000);

    private Variable stepCounter;
    private Variable dynamicScale;

    LossScaleOptimizer() {
        super("name", "inner_optimizer", "initial_scale", "dynamic_growth_steps");
    }

    /** Scales for {@code inner}, an optimizer or a name. */
    public LossScaleOptimizer(Object inner) {
        this();
        this.inner.set(inner);
    }

    /** What the scale starts from; 32768 by default. */
    public LossScaleOptimizer initialScale(double value) {
        initialScale.set(value);
        return this;
    }

    /** After how many good steps the scale doubles; 2000 by default. */
    public LossScaleOptimizer dynamicGrowthSteps(int value) {
        dynamicGrowthSteps.set(value);
        return this;
    }

    /** The optimizer that applies the gradients. */
    @Override
    public Optimizer innerOptimizer() {
        return inner.get();
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        stepCounter = addVariable("step_counter", Shape.scalar(), DType.INT32, 0);
        dynamicScale = addVariable("dynamic_scale", Shape.scalar(), DType.FLOAT32, initialScale.get());
        inner.get().lossScaleFactor(null);
        inner.get().build(variables);
    }

    @Override
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>(super.variables());
        all.addAll(inner.get().variables());
        return all;
    }

    @Override
    public double learningRate() {
        return inner.get().learningRate();
    }

    @Override
    public void setLearningRate(double value) {
        inner.get().setLearningRate(value);
    }

    @Override
    public Optimizer learningRate(LearningRateSchedule schedule) {
        inner.get().learningRate(schedule);
        return this;
    }

    @Override
    public Tensor scaleLoss(Tensor loss) {
        return isBuilt()
                ? Ops.multiply(loss, Ops.cast(dynamicScale.value(), loss.dtype()))
                : Ops.multiply(loss, initialScale.get());
    }

    @Override
    public void apply(List<Tensor> gradients, List<Variable> variables) {
        build(variables);
        Tensor finite = gradients.stream()
                .filter(gradient -> gradient != null)
                .map(gradient -> Ops.all(Ops.isfinite(gradient)))
                .reduce(Ops::logicalAnd)
                .orElseThrow(() -> new IllegalArgumentException(label() + ": there are no gradients"));
        List<Tensor> unscaled = new ArrayList<>();
        for (Tensor gradient : gradients) {
            unscaled.add(
                    gradient == null ? null : Ops.divide(gradient, Ops.cast(dynamicScale.value(), gradient.dtype())));
        }
        List<Variable> changed = new ArrayList<>(variables);
        changed.addAll(inner.get().variables());
        Conditional.run(finite, changed, () -> inner.get().apply(unscaled, variables));

        Tensor full = Ops.equal(stepCounter.value(), dynamicGrowthSteps.get() - 1);
        Tensor steps = Ops.where(Ops.logicalAnd(finite, Ops.logicalNot(full)), Ops.add(stepCounter.value(), 1), 0);
        Tensor scale = dynamicScale.value();
        Tensor grown = Ops.where(full, Ops.multiply(scale, 2), scale);
        Tensor next = Ops.where(finite, grown, Ops.multiply(scale, 0.5));
        stepCounter.assign(steps);
        dynamicScale.assign(next);
    }

    @Override
    public void finalizeVariableValues(List<Variable> variables) {
        inner.get().finalizeVariableValues(variables);
    }

    @Override
    public Map<Variable, Variable> averages() {
        return inner.get().averages();
    }
}
