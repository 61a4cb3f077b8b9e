package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.engine.Names;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Map;

/**
 * What training makes small: <a href="https://keras.io/api/losses/">keras.losses.Loss</a>. A loss computes a value for each sample, from
 * the labels and the predictions, weights the values, and reduces them to one number:
 *
 * <ul>
 *   <li>{@code sum_over_batch_size} (the default) and {@code mean}: the sum divided by the number of values
 *   <li>{@code sum}: the sum
 *   <li>{@code mean_with_sample_weight}: the sum divided by that of the weights
 *   <li>{@code none}: all values, not reduced
 * </ul>
 *
 * <p>A loss of one's own computes the values with {@link Ops}:
 *
 * <pre>{@code
 * public class FourthPower extends Loss {
 *     public Tensor call(Tensor yTrue, Tensor yPred) {
 *         return Ops.mean(Ops.power(Ops.subtract(yPred, yTrue), 4), -1);
 *     }
 * }
 * }</pre>
 */
public abstract class Loss extends Configurable {
    /** Losses by name and envelope. */
    public static final Kind<Loss> KIND = new Kind<>("loss", Loss.class);

    private final Argument<String> name = argument("name", Codecs.string().optional(), null);
    private final Argument<String> reduction = argument(
            "reduction",
            Codecs.oneOf("sum_over_batch_size", "sum", "mean", "mean_with_sample_weight", "none")
                    .optional(),
            "sum_over_batch_size");
    private final Argument<DType> dtype =
            implicitArgument("dtype", Codecs.dtype().nullMeans(FloatX::get), null);

    /** A loss whose name is derived from its class. */
    protected Loss() {}

    /** A loss with this name by default. */
    protected Loss(String defaultName) {
        name.initialize(defaultName);
    }

    /** The name: given, or derived from the class. */
    public final String name() {
        if (name.get() == null) {
            name.initialize(Names.unique(Kind.snakeCase(KIND.className(this))));
        }
        return name.get();
    }

    /** Sets the name. */
    public Loss name(String value) {
        name.set(value);
        return this;
    }

    public final String reduction() {
        return reduction.get();
    }

    /** Sets the reduction: {@code sum_over_batch_size} (the default), {@code sum}, {@code mean}, {@code mean_with_sample_weight} or {@code none}. */
    public Loss reduction(String value) {
        reduction.set(value);
        return this;
    }

    /** The dtype to compute with. */
    public final DType dtype() {
        return dtype.get();
    }

    /** Sets the dtype to compute with, such as "float64". */
    public Loss dtype(String value) {
        dtype.set(value);
        return this;
    }

    /** The value of each sample: what Keras's function of the same name returns, with the last axis usually averaged away. */
    public abstract Tensor call(Tensor yTrue, Tensor yPred);

    /** The loss of predictions, reduced. */
    public final Tensor apply(Tensor yTrue, Tensor yPred) {
        return apply(yTrue, yPred, null);
    }

    /**
     * The loss of predictions, reduced.
     *
     * @param sampleWeight factors of the samples' values, which may lack trailing axes; or null
     */
    public final Tensor apply(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor values = call(Ops.cast(yTrue, dtype()), Ops.cast(yPred, dtype()));
        return SampleWeights.reduce(
                Ops.cast(values, dtype()), sampleWeight, both(yPred.mask(), values.mask()), reduction());
    }

    /**
     * Checks the labels of all samples before training starts: by default that each is a number.
     *
     * @param predictions the shape of a batch of predictions
     * @throws IllegalArgumentException saying which labels were expected and which received
     */
    public void checkLabels(LabelScan labels, Shape predictions) {
        if (labels.hasNaN()) {
            throw new IllegalArgumentException(label() + " expects labels that are numbers, got NaN");
        }
    }

    private static Tensor both(Tensor a, Tensor b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return Ops.logicalAnd(a, b);
    }

    /**
     * The loss that an argument of {@code compile} means: a loss, a name or an envelope; "crossentropy" and "ce" mean the binary, sparse or
     * categorical one, as the shapes demand.
     *
     * @throws IllegalArgumentException for an unknown name, with the nearest known ones
     */
    public static Loss get(Object identifier, Shape yTrue, Shape yPred) {
        if ("crossentropy".equals(identifier) || "ce".equals(identifier)) {
            return KIND.get(Task.of(yTrue, yPred).prefix() + "_crossentropy");
        }
        return KIND.get(identifier);
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
