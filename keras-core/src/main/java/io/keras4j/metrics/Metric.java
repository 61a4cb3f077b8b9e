package io.keras4j.metrics;

import io.keras4j.backend.EagerExecutor;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.engine.Names;
import io.keras4j.engine.WeightMaker;
import io.keras4j.initializers.Zeros;
import io.keras4j.losses.Loss;
import io.keras4j.losses.Task;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What is watched while training and evaluating: <a href="https://keras.io/api/metrics/">keras.metrics.Metric</a>. A metric keeps
 * variables; batches update them, and the result is computed from them. Updates are written in ops, so that they can be part of a training
 * step that is planned once.
 *
 * <pre>{@code
 * Metric accuracy = new BinaryAccuracy();
 * accuracy.updateState(Tensor.of(labels), Tensor.of(predictions));
 * double value = accuracy.value();
 * }</pre>
 *
 * <p>A metric of one's own makes its variables in {@code build}:
 *
 * <pre>{@code
 * public class Positives extends Metric {
 *     private Variable count;
 *
 *     protected void build(Shape yTrue, Shape yPred) {
 *         count = addVariable("count", Shape.scalar());
 *     }
 *
 *     protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
 *         addTo(count, Ops.sum(Ops.cast(Ops.greater(yPred, 0.5), dtype())));
 *     }
 *
 *     protected Tensor compute() {
 *         return count.value();
 *     }
 * }
 * }</pre>
 */
public abstract class Metric extends Configurable {
    /** Metrics by name and envelope. */
    public static final Kind<Metric> KIND = new Kind<>("metric", Metric.class);

    private final Argument<String> name = argument("name", Codecs.string().optional(), null);
    private final Argument<DType> dtype = argument("dtype", Codecs.dtype().nullMeans(this::defaultDtype), null);
    private final List<Variable> variables = new ArrayList<>();
    private boolean built;

    /** A metric whose name is derived from its class. */
    protected Metric() {}

    /** A metric with this name by default. */
    protected Metric(String defaultName) {
        name.initialize(defaultName);
    }

    /** The name, under which logs and histories hold the results. */
    public final String name() {
        if (name.get() == null) {
            name.initialize(Names.unique(Kind.snakeCase(KIND.className(this))));
        }
        return name.get();
    }

    /** Sets the name. */
    public Metric name(String value) {
        name.set(value);
        return this;
    }

    /** Which values better models have, for callbacks that look for the best; unknown unless a class says. */
    public Direction direction() {
        return Direction.UNKNOWN;
    }

    /** The dtype to compute with. */
    public final DType dtype() {
        return dtype.get();
    }

    /** The dtype to compute with unless another is set. */
    DType defaultDtype() {
        return FloatX.get();
    }

    /** Sets the dtype to compute with, such as "float64"; before the first update. */
    public Metric dtype(String value) {
        dtype.set(value);
        return this;
    }

    /**
     * Takes a batch into account; the first makes the variables.
     *
     * @param sampleWeight factors of the samples, which may lack trailing axes; or null
     */
    public void updateState(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        buildFor(yTrue.shape(), yPred.shape());
        update(yTrue, yPred, sampleWeight);
    }

    /** Takes a batch into account. */
    public void updateState(Tensor yTrue, Tensor yPred) {
        updateState(yTrue, yPred, null);
    }

    /**
     * The result of all batches since the last reset: a scalar, or a value for each class or threshold.
     *
     * @throws IllegalStateException before the first batch
     */
    public final Tensor result() {
        requireBuilt();
        return compute();
    }

    /** Makes the variables, for labels and predictions of these shapes. */
    protected abstract void build(Shape yTrue, Shape yPred);

    /** Takes a batch into account, with {@link #addTo} or {@link Variable#assign}; {@code sampleWeight} may be null. */
    protected abstract void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight);

    /** Computes the result from the variables. */
    protected abstract Tensor compute();

    final void buildFor(Shape yTrue, Shape yPred) {
        if (!built) {
            built = true;
            build(yTrue, yPred);
        }
    }

    final void requireBuilt() {
        if (!built) {
            throw new IllegalStateException("Metric \"" + name() + "\" has no result before its first update");
        }
    }

    /**
     * The result as a number.
     *
     * @throws IllegalStateException when it is more than one; {@link #result()} gives them all
     */
    public double value() {
        INDArray result = Executor.within(EagerExecutor.INSTANCE, this::result).value();
        if (result.length() != 1) {
            throw new IllegalStateException("Metric \"" + name() + "\" gives " + result.length()
                    + " numbers; call result() rather than value()");
        }
        return result.getDouble(0);
    }

    /** The result as one number, as logs hold it: the mean where it is several. */
    public double logValue() {
        INDArray result = Executor.within(EagerExecutor.INSTANCE, this::result).value();
        return result.length() == 1 ? result.getDouble(0) : result.meanNumber().doubleValue();
    }

    /** Forgets all batches. */
    public void resetState() {
        for (Variable variable : variables) {
            variable.array().assign(0);
            variable.touch();
        }
    }

    /** The variables, in Keras's order; none before the first update. */
    public List<Variable> variables() {
        return Collections.unmodifiableList(variables);
    }

    /** Makes a variable that starts with zeros, of this metric's dtype. */
    protected final Variable addVariable(String variableName, Shape shape) {
        return addVariable(variableName, shape, dtype());
    }

    /** Makes a variable that starts with zeros. */
    protected final Variable addVariable(String variableName, Shape shape, DType variableDtype) {
        INDArray zeros = WeightMaker.current().make(shape, variableDtype, new Zeros());
        Variable variable = new Variable(variableName, zeros, false);
        variable.setPath(name() + "/" + variableName);
        variables.add(variable);
        return variable;
    }

    /** Adds {@code value}, cast to its dtype, to {@code variable}. */
    protected final void addTo(Variable variable, Tensor value) {
        variable.assign(Ops.add(variable.value(), Ops.cast(value, variable.dtype())));
    }

    /**
     * The metric that an argument of {@code compile} means: a metric, a name, an envelope, or a loss, whose mean over all samples is watched
     * then; "accuracy" and "acc" mean the binary, sparse or categorical one, as the shapes demand. A metric given by a name has that name.
     *
     * @throws IllegalArgumentException for an unknown name, with the nearest known ones
     */
    public static Metric get(Object identifier, Shape yTrue, Shape yPred) {
        if (identifier instanceof Loss) {
            return new MeanMetricWrapper((Loss) identifier);
        }
        if (!(identifier instanceof String)) {
            return KIND.get(identifier);
        }
        String key = (String) identifier;
        boolean accuracy = key.equalsIgnoreCase("accuracy") || key.equalsIgnoreCase("acc");
        return KIND.get(accuracy ? Task.of(yTrue, yPred).prefix() + "_accuracy" : key)
                .name(key);
    }

    @Override
    protected void beforeChange(String key) {
        if (built && !key.equals("name")) {
            throw new IllegalStateException("Metric \"" + name() + "\": " + key
                    + " cannot be changed any more, the metric is in use; make a new one instead");
        }
    }

    @Override
    public Map<String, Object> config() {
        name();
        return super.config();
    }

    @Override
    protected String label() {
        return name == null || !name.isGiven() || name.get() == null ? KIND.className(this) : name();
    }
}
