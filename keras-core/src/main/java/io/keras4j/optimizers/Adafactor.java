package io.keras4j.optimizers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * <a href="https://arxiv.org/abs/1804.04235">Adafactor</a>: steps along the gradient, divided by the root of the mean of its squares, of which only the means
 * over rows and columns are kept; for little memory.
 */
public final class Adafactor extends FluentOptimizer<Adafactor> {
    private final Argument<Double> beta2Decay = argument("beta_2_decay", Codecs.number(), -0.8);
    private final Argument<Double> epsilon1 = argument("epsilon_1", Codecs.number(), 1e-30);
    private final Argument<Double> epsilon2 = argument("epsilon_2", Codecs.number(), 1e-3);
    private final Argument<Double> clipThreshold = argument("clip_threshold", Codecs.positive(), 1.0);
    private final Argument<Boolean> relativeStep = argument("relative_step", Codecs.bool(), true);

    /** With learning rate 0.001. */
    public Adafactor() {
        this(0.001);
    }

    /** With this learning rate. */
    public Adafactor(double learningRate) {
        super(learningRate);
    }

    /** With a learning rate that follows {@code schedule}. */
    public Adafactor(LearningRateSchedule schedule) {
        this();
        learningRate(schedule);
    }

    /** The power of the number of updates by which the means forget more slowly; -0.8 by default. */
    public Adafactor beta2Decay(double value) {
        beta2Decay.set(value);
        return this;
    }

    /** Added to squared gradients; 10⁻³⁰ by default. */
    public Adafactor epsilon1(double value) {
        epsilon1.set(value);
        return this;
    }

    /** The least scale of a variable; 0.001 by default. */
    public Adafactor epsilon2(double value) {
        epsilon2.set(value);
        return this;
    }

    /** What the root mean square of a step is limited to; 1 by default. */
    public Adafactor clipThreshold(double value) {
        clipThreshold.set(value);
        return this;
    }

    /**
     * Whether a learning rate that is a number is limited to 1 / √updates; true by default. Keras, and so this class, limits the rate of
     * each step to that in any case.
     */
    public Adafactor relativeStep(boolean value) {
        relativeStep.set(value);
        return this;
    }

    @Override
    protected void makeSlots(List<Variable> variables) {
        for (Variable variable : variables) {
            Shape shape = variable.shape();
            if (shape.rank() < 2) {
                addPlaceholder(variable, "r");
                addPlaceholder(variable, "c");
            } else {
                Shape columns = shape.drop(-2);
                addSlot(variable, "r", addVariable(variable.name(), shape.drop(-1), variable.dtype(), 0));
                addSlot(variable, "c", addVariable(variable.name(), columns, variable.dtype(), 0));
            }
            addSlot(variable, "velocity", 0);
        }
    }

    /** What Keras keeps in its files for variables that have no rows and columns. */
    private void addPlaceholder(Variable variable, String slot) {
        Variable placeholder = addVariable(variable.name(), Shape.scalar(), DType.INT32, 0);
        placeholder.setPath(variable.name());
        addSlot(variable, slot, placeholder);
    }

    @Override
    protected void update(Tensor gradient, Variable variable, Tensor currentRate) {
        Tensor step = step(variable.dtype());
        Tensor falling = Ops.rsqrt(step);
        Tensor value = variable.value();
        Tensor rate = Ops.minimum(currentRate, falling);
        Tensor scale = Ops.multiply(Ops.maximum(rootMeanSquare(value), epsilon2.get()), rate);
        Tensor squares = Ops.add(Ops.square(gradient), epsilon1.get());
        Tensor keep = Ops.subtract(1, Ops.power(step, beta2Decay.get()));
        Tensor v = variable.shape().rank() < 2
                ? blend(keep, slot(variable, "velocity").value(), squares)
                : factored(variable, squares, keep);
        Tensor direction = Ops.divide(gradient, Ops.sqrt(v));
        Tensor excess = Ops.maximum(Ops.divide(rootMeanSquare(direction), clipThreshold.get()), 1);
        slot(variable, "velocity").assign(v);
        variable.assign(Ops.subtract(value, Ops.multiply(Ops.divide(direction, excess), scale)));
    }

    /** The mean of squares that follows from those of rows and columns. */
    private Tensor factored(Variable variable, Tensor squares, Tensor keep) {
        Variable rows = slot(variable, "r");
        Variable columns = slot(variable, "c");
        Tensor r = blend(keep, rows.value(), Ops.mean(squares, -1));
        Tensor c = blend(keep, columns.value(), Ops.mean(squares, -2));
        Tensor share = Ops.divide(r, Ops.mean(r, List.of(-1), true));
        rows.assign(r);
        columns.assign(c);
        return Ops.multiply(Ops.expandDims(share, -1), Ops.expandDims(c, -2));
    }

    private static Tensor blend(Tensor keep, Tensor old, Tensor x) {
        return Ops.add(Ops.multiply(old, keep), Ops.multiply(x, Ops.subtract(1, keep)));
    }

    private static Tensor rootMeanSquare(Tensor x) {
        return Ops.sqrt(Ops.mean(Ops.square(x)));
    }
}
