package io.keras4j.optimizers;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.engine.Names;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.LearningRateSchedule;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How gradients change variables: <a href="https://keras.io/api/optimizers/">keras.optimizers.Optimizer</a>. Updates are written in ops,
 * so that they are part of the training step that is planned once: the numbers that change from step to step are variables too.
 *
 * <p>{@link #apply} does, in this order: divides the gradients by the loss scale, clips them, decays the weights, lets the subclass
 * {@link #update} each variable, averages the variables over time, projects them to their constraints, and counts.
 *
 * <p>An optimizer of one's own makes its slots, a variable for each one that it trains, and updates:
 *
 * <pre>{@code
 * public class HeavyBall extends FluentOptimizer<HeavyBall> {
 *     public HeavyBall() {
 *         super(0.01);
 *     }
 *
 *     protected void makeSlots(List<Variable> variables) {
 *         addSlots(variables, "momentum");
 *     }
 *
 *     protected void update(Tensor gradient, Variable variable, Tensor learningRate) {
 *         Variable momentum = slot(variable, "momentum");
 *         Tensor next = Ops.subtract(Ops.multiply(momentum.value(), 0.9), Ops.multiply(gradient, learningRate));
 *         momentum.assign(next);
 *         variable.assign(Ops.add(variable.value(), next));
 *     }
 * }
 * }</pre>
 *
 * <p>An eager variable's {@code value()} is the variable's own array: compute all that needs the old value before assigning the new one.
 */
public abstract class Optimizer extends Configurable {
    /** Optimizers by name and envelope. */
    public static final Kind<Optimizer> KIND = new Kind<>("optimizer", Optimizer.class);

    private final Argument<String> name = argument("name", Codecs.string().optional(), null);
    private final Argument<Object> learningRate =
            argument("learning_rate", Codecs.of(Optimizer::decodeRate, Optimizer::encodeRate));
    private final Argument<Double> weightDecay =
            argument("weight_decay", Codecs.number().optional(), null);
    private final Argument<Double> clipnorm =
            argument("clipnorm", Codecs.positive().optional(), null);
    private final Argument<Double> globalClipnorm =
            argument("global_clipnorm", Codecs.positive().optional(), null);
    private final Argument<Double> clipvalue =
            argument("clipvalue", Codecs.positive().optional(), null);
    private final Argument<Boolean> useEma = argument("use_ema", Codecs.bool(), false);
    private final Argument<Double> emaMomentum = argument("ema_momentum", Codecs.between(0, 1), 0.99);
    private final Argument<Integer> emaOverwriteFrequency =
            argument("ema_overwrite_frequency", Codecs.atLeast(1).optional(), null);
    private final Argument<Double> lossScaleFactor =
            argument("loss_scale_factor", Codecs.positive().optional(), null);
    private final Argument<Integer> gradientAccumulationSteps =
            argument("gradient_accumulation_steps", Codecs.atLeast(2).optional(), null);

    private final Variable iterations = new Variable("iteration", Nd4j.scalar(0L), false);
    private final Variable rate =
            new Variable("learning_rate", Nd4j.scalar(FloatX.get().nd4j(), 0), false);
    private final List<Variable> slotVariables = new ArrayList<>();
    private final Map<Variable, Map<String, Variable>> slots = new HashMap<>();
    private final Set<Variable> undecayed = new HashSet<>();
    private Pattern undecayedNames;
    private List<Variable> trainables;

    /** An optimizer with this learning rate by default. */
    protected Optimizer(double defaultLearningRate) {
        initializeRate(defaultLearningRate);
    }

    private void initializeRate(double value) {
        learningRate.initialize(value);
        rate.set(Nd4j.scalar(value));
    }

    // ---- Arguments

    /** The name, which the paths of the variables start with: given, or derived from the class, such as {@code adam}. */
    public final String name() {
        if (name.get() == null) {
            name.initialize(Names.unique(Kind.snakeCase(KIND.className(this))));
        }
        return name.get();
    }

    /** Sets the name. */
    public Optimizer name(String value) {
        name.set(value);
        return this;
    }

    private static Object decodeRate(Object value) {
        return value instanceof Number ? Codecs.number().decode(value) : LearningRateSchedule.KIND.get(value);
    }

    private static Object encodeRate(Object value) {
        return value instanceof LearningRateSchedule schedule ? LearningRateSchedule.KIND.envelope(schedule) : value;
    }

    /** The learning rate of the next update. */
    public double learningRate() {
        return Executor.within(EagerExecutor.INSTANCE, this::currentRate)
                .value()
                .getDouble(0);
    }

    /**
     * Sets the learning rate, at any time.
     *
     * @throws IllegalStateException when the optimizer is in use and its rate follows a schedule
     */
    public void setLearningRate(double value) {
        if (schedule() != null) {
            beforeChange("learning_rate, which follows a schedule,");
        }
        initializeRate(value);
    }

    /** Sets the learning rate; see {@link #setLearningRate}. */
    public Optimizer learningRate(double value) {
        setLearningRate(value);
        return this;
    }

    /** Lets the learning rate follow {@code schedule}. */
    public Optimizer learningRate(LearningRateSchedule schedule) {
        learningRate.set(schedule);
        return this;
    }

    /** What the learning rate follows, or null. */
    protected final LearningRateSchedule schedule() {
        return learningRate.isGiven() && learningRate.get() instanceof LearningRateSchedule schedule ? schedule : null;
    }

    /** The part of each weight, times the learning rate, that every update takes away; none by default. */
    public Optimizer weightDecay(Number value) {
        weightDecay.set(value);
        return this;
    }

    /** The decay of weights, or null. */
    protected final Double weightDecay() {
        return weightDecay.get();
    }

    /** What the Euclidean norm of each gradient is limited to; none by default. */
    public Optimizer clipnorm(Number value) {
        clipnorm.set(value);
        checkClipping();
        return this;
    }

    /** What the Euclidean norm of all gradients together is limited to; none by default. */
    public Optimizer globalClipnorm(Number value) {
        globalClipnorm.set(value);
        checkClipping();
        return this;
    }

    /** What the elements of gradients are limited to, up and down; none by default. */
    public Optimizer clipvalue(Number value) {
        clipvalue.set(value);
        checkClipping();
        return this;
    }

    private void checkClipping() {
        long given = List.of(clipnorm, globalClipnorm, clipvalue).stream()
                .filter(limit -> limit.get() != null)
                .count();
        if (given > 1) {
            throw new IllegalArgumentException(label()
                    + ": only one of clipnorm, global_clipnorm and clipvalue can be set, got clipnorm=" + clipnorm.get()
                    + ", global_clipnorm=" + globalClipnorm.get() + ", clipvalue=" + clipvalue.get());
        }
    }

    /** Whether averages of the variables over time are kept, which replace them in the end; false by default. */
    public Optimizer useEma(boolean value) {
        useEma.set(value);
        return this;
    }

    /** How slowly the averages follow: new = momentum · old + (1 - momentum) · variable; 0.99 by default. */
    public Optimizer emaMomentum(double value) {
        emaMomentum.set(value);
        return this;
    }

    /** After how many updates the averages replace the variables; by default only at the end of training. */
    public Optimizer emaOverwriteFrequency(Integer value) {
        emaOverwriteFrequency.set(value);
        return this;
    }

    /** What {@link #scaleLoss} multiplies the loss by, and gradients are divided by; none by default. */
    public Optimizer lossScaleFactor(Number value) {
        lossScaleFactor.set(value);
        return this;
    }

    /** The scale of the loss, or null. */
    protected final Double lossScale() {
        return lossScaleFactor.get();
    }

    /** After how many steps variables are updated, by the mean of the gradients since; at every step by default. */
    public Optimizer gradientAccumulationSteps(Integer value) {
        gradientAccumulationSteps.set(value);
        return this;
    }

    /** Lets weight decay leave these variables alone; before the optimizer is built. */
    public Optimizer excludeFromWeightDecay(List<Variable> variables) {
        beforeChange("exclude_from_weight_decay");
        undecayed.addAll(variables);
        return this;
    }

    /** Lets weight decay leave variables alone in whose names one of these regular expressions is found, such as "bias". */
    public Optimizer excludeFromWeightDecay(String... names) {
        beforeChange("exclude_from_weight_decay");
        undecayedNames = names.length == 0 ? null : Pattern.compile(String.join("|", names));
        return this;
    }

    @Override
    public Map<String, Object> config() {
        name();
        Map<String, Object> config = super.config();
        if (schedule() == null) {
            config.put("learning_rate", rate.array().getDouble(0));
        }
        return config;
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        checkClipping();
        if (schedule() == null) {
            rate.set(Nd4j.scalar((Double) learningRate.get()));
        }
    }

    @Override
    protected void beforeChange(String key) {
        if (isBuilt()) {
            throw new IllegalStateException(label() + ": " + key
                    + " cannot be changed any more, the optimizer is in use; make a new one instead");
        }
    }

    @Override
    protected String label() {
        return KIND.className(this);
    }

    // ---- Use

    /** Whether the slots are made. */
    public final boolean isBuilt() {
        return trainables != null;
    }

    /** Makes the slots for {@code variables}, unless that is done. */
    public final void build(List<Variable> variables) {
        if (isBuilt()) {
            return;
        }
        if (useEma.get()) {
            addSlots(variables, "average");
        }
        if (gradientAccumulationSteps.get() != null) {
            addSlots(variables, "gradient_accumulator");
        }
        makeSlots(variables);
        trainables = List.copyOf(variables);
    }

    /** The number of updates so far and, unless it follows a schedule, the learning rate, then the slots: the order of Keras's files. */
    public List<Variable> variables() {
        List<Variable> all = new ArrayList<>();
        all.add(iterations);
        if (schedule() == null) {
            all.add(rate);
        }
        all.addAll(slotVariables);
        iterations.setPath(name() + "/" + iterations.name());
        rate.setPath(name() + "/" + rate.name());
        return Collections.unmodifiableList(all);
    }

    /** The slots of {@code variable} by name, in the order in which they were made; empty for a variable that this one does not train. */
    public final Map<String, Variable> slots(Variable variable) {
        return Collections.unmodifiableMap(slots.getOrDefault(variable, Map.of()));
    }

    /** The optimizer that this one hands its work to, null for none; weight files keep its variables a second time. */
    public Optimizer innerOptimizer() {
        return null;
    }

    /** The variable that counts the calls of {@link #apply}. */
    public final Variable iterationsVariable() {
        return iterations;
    }

    /** The number of updates so far, as a number. */
    public final long iterations() {
        return iterations.array().getLong(0) / accumulationSteps();
    }

    private int accumulationSteps() {
        return gradientAccumulationSteps.get() == null ? 1 : gradientAccumulationSteps.get();
    }

    /** The loss to differentiate: the loss times the scale, if there is one. */
    public Tensor scaleLoss(Tensor loss) {
        return lossScaleFactor.get() == null ? loss : Ops.multiply(loss, lossScaleFactor.get());
    }

    /**
     * Updates {@code variables}; on the first call makes the slots for them.
     *
     * @param gradients one for each variable; null for a variable that the loss does not depend on, which is left alone
     * @throws IllegalArgumentException when all gradients are null, or a variable is not among those of the first call
     */
    public void apply(List<Tensor> gradients, List<Variable> variables) {
        build(variables);
        if (gradients.size() != variables.size()) {
            throw new IllegalArgumentException(label() + ": expected a gradient for each of " + variables.size()
                    + " variables, got " + gradients.size());
        }
        List<Tensor> given = new ArrayList<>();
        List<Variable> updated = new ArrayList<>();
        for (int i = 0; i < gradients.size(); i++) {
            Variable variable = variables.get(i);
            if (!trainables.contains(variable)) {
                throw new IllegalArgumentException(label() + ": unknown variable " + variable.path()
                        + "; an optimizer keeps to the variables that it was built for, make a new one for others");
            }
            Tensor gradient = gradients.get(i);
            if (gradient != null) {
                Tensor cast = Ops.cast(gradient, variable.dtype());
                given.add(lossScaleFactor.get() == null ? cast : Ops.divide(cast, lossScaleFactor.get()));
                updated.add(variable);
            }
        }
        if (updated.isEmpty() && !variables.isEmpty()) {
            throw new IllegalArgumentException(
                    label() + ": the loss depends on none of the variables, there are no gradients");
        }
        if (gradientAccumulationSteps.get() == null) {
            updateAll(given, updated);
        } else {
            accumulate(given, updated);
        }
        if (useEma.get()) {
            average();
        }
        for (Variable variable : updated) {
            if (variable.constraint() != null) {
                variable.assign(variable.constraint().apply(variable.value()));
            }
        }
        iterations.assign(Ops.add(iterations.value(), 1));
    }

    private void updateAll(List<Tensor> gradients, List<Variable> variables) {
        List<Tensor> clipped = clip(gradients);
        decayWeights(variables);
        beginUpdate();
        Tensor currentRate = currentRate();
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            update(clipped.get(i), variable, Ops.cast(currentRate, variable.dtype()));
        }
    }

    /** Adds up gradients, and updates with their mean every so many steps. */
    private void accumulate(List<Tensor> gradients, List<Variable> variables) {
        int steps = gradientAccumulationSteps.get();
        Tensor due = Ops.equal(Ops.mod(Ops.add(iterations.value(), 1), steps), 0);
        List<Tensor> sums = new ArrayList<>();
        List<Tensor> means = new ArrayList<>();
        for (int i = 0; i < variables.size(); i++) {
            Tensor sum = Ops.add(
                    gradients.get(i),
                    slot(variables.get(i), "gradient_accumulator").value());
            sums.add(sum);
            means.add(Ops.divide(sum, steps));
        }
        List<Variable> changed = new ArrayList<>(variables);
        changed.addAll(slotVariables);
        Conditional.run(due, changed, () -> updateAll(means, variables));
        for (int i = 0; i < variables.size(); i++) {
            slot(variables.get(i), "gradient_accumulator").assign(Ops.where(due, 0, sums.get(i)));
        }
    }

    private List<Tensor> clip(List<Tensor> gradients) {
        if (clipnorm.get() != null) {
            return gradients.stream().map(this::clipNorm).toList();
        }
        if (globalClipnorm.get() != null) {
            return clipGlobalNorm(gradients);
        }
        if (clipvalue.get() != null) {
            double limit = clipvalue.get();
            return gradients.stream()
                    .map(gradient -> Ops.clip(gradient, -limit, limit))
                    .toList();
        }
        return gradients;
    }

    private Tensor clipNorm(Tensor gradient) {
        Tensor norm = Ops.sqrt(Ops.sum(Ops.square(gradient)));
        return Ops.divide(Ops.multiply(gradient, clipnorm.get()), Ops.maximum(norm, clipnorm.get()));
    }

    private List<Tensor> clipGlobalNorm(List<Tensor> gradients) {
        double limit = globalClipnorm.get();
        Tensor norm = Ops.sqrt(gradients.stream()
                .map(gradient -> Ops.sum(Ops.square(gradient)))
                .reduce(Ops::add)
                .orElseThrow());
        Tensor scale = Ops.multiply(Ops.minimum(Ops.divide(1, norm), 1 / limit), limit);
        // adds 0, but makes the scale not a number when the norm is infinite
        Tensor checked = Ops.add(scale, Ops.subtract(norm, norm));
        return gradients.stream()
                .map(gradient -> Ops.multiply(gradient, checked))
                .toList();
    }

    private void decayWeights(List<Variable> variables) {
        for (Variable variable : variables) {
            Double decay = decays(variable) ? decayOf(variable) : null;
            if (decay != null) {
                Tensor value = variable.value();
                Tensor lost = Ops.multiply(Ops.multiply(value, decay), Ops.cast(currentRate(), variable.dtype()));
                variable.assign(Ops.subtract(value, lost));
            }
        }
    }

    private boolean decays(Variable variable) {
        boolean excluded = undecayedNames != null
                && undecayedNames.matcher(variable.name()).find();
        return !excluded && !undecayed.contains(variable);
    }

    /** The decay of {@code variable}, or null. */
    protected Double decayOf(Variable variable) {
        return weightDecay.get();
    }

    private void average() {
        Tensor done = updatesSoFar();
        for (Variable variable : trainables) {
            Variable average = slot(variable, "average");
            Tensor momentum = Ops.multiply(Ops.cast(Ops.notEqual(done, 0), variable.dtype()), emaMomentum.get());
            Tensor value = variable.value();
            Tensor next =
                    Ops.add(Ops.multiply(momentum, average.value()), Ops.multiply(Ops.subtract(1, momentum), value));
            average.assign(next);
            if (emaOverwriteFrequency.get() != null) {
                Tensor due = Ops.equal(Ops.mod(Ops.add(done, 1), emaOverwriteFrequency.get()), 0);
                variable.assign(Ops.where(due, next, value));
            }
        }
    }

    /** Replaces variables by their averages, if {@link #useEma} keeps some: at the end of training. */
    public void finalizeVariableValues(List<Variable> variables) {
        Map<Variable, Variable> averages = averages();
        if (!averages.isEmpty()) {
            variables.forEach(variable -> variable.set(averages.get(variable).array()));
        }
    }

    /** The averages that {@link #useEma} keeps, by what they are averages of; empty without. */
    public Map<Variable, Variable> averages() {
        Map<Variable, Variable> averages = new LinkedHashMap<>();
        if (useEma.get() && isBuilt()) {
            trainables.forEach(variable -> averages.put(variable, slot(variable, "average")));
        }
        return averages;
    }

    // ---- For subclasses

    /** Makes the slots, with {@link #addSlots}; by default none. */
    protected void makeSlots(List<Variable> variables) {}

    /** Prepares an update, once for all variables. */
    protected void beginUpdate() {}

    /**
     * Updates a variable and its slots.
     *
     * @param gradient of the variable's dtype and shape
     * @param currentRate the learning rate, a scalar of the variable's dtype
     */
    protected abstract void update(Tensor gradient, Variable variable, Tensor currentRate);

    /** Makes slots of these names for each of {@code variables}, with the shape and dtype of that and zeros in it. */
    protected final void addSlots(List<Variable> variables, String... names) {
        for (Variable variable : variables) {
            for (String slot : names) {
                addSlot(variable, slot, 0);
            }
        }
    }

    /** Makes a slot of this name for {@code variable}, with the shape and dtype of that and {@code initial} in it. */
    protected final Variable addSlot(Variable variable, String slot, double initial) {
        String slotName = variable.path().replace('/', '_') + "_" + slot;
        Variable made = addVariable(slotName, variable.shape(), variable.dtype(), initial);
        addSlot(variable, slot, made);
        return made;
    }

    /** Makes {@code made}, a variable of this optimizer, a slot of {@code variable}. */
    final void addSlot(Variable variable, String slot, Variable made) {
        slots.computeIfAbsent(variable, v -> new LinkedHashMap<>()).put(slot, made);
    }

    /** Makes a variable that holds {@code initial} everywhere. */
    protected final Variable addVariable(String variableName, Shape shape, DType dtype, double initial) {
        INDArray values = shape.rank() == 0
                ? Nd4j.scalar(dtype.nd4j(), initial)
                : Nd4j.valueArrayOf(shape.dims(), initial, dtype.nd4j());
        Variable made = new Variable(variableName, values, false);
        made.setPath(name() + "/" + variableName);
        slotVariables.add(made);
        return made;
    }

    /** The slot of this name of {@code variable}. */
    protected final Variable slot(Variable variable, String slot) {
        return slots.get(variable).get(slot);
    }

    /** The learning rate, a scalar. */
    protected final Tensor currentRate() {
        return schedule() == null ? rate.value() : schedule().apply(iterations.value());
    }

    /** The number of updates so far, an integer scalar. */
    protected final Tensor updatesSoFar() {
        return gradientAccumulationSteps.get() == null
                ? iterations.value()
                : Ops.floorDivide(iterations.value(), gradientAccumulationSteps.get());
    }

    /** The number of this update, counted from 1, a scalar of {@code dtype}. */
    protected final Tensor step(DType dtype) {
        return Ops.cast(Ops.add(updatesSoFar(), 1), dtype);
    }
}
