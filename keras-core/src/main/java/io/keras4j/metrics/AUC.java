package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The area under the curve of true against false positive rates ("ROC"), of precision against recall ("PR") or of precision gain against
 * recall gain ("PRGAIN"), by a Riemann sum over thresholds.
 *
 * <pre>{@code
 * model.compile(new Adam(), "binary_crossentropy", new AUC().curve("PR").numThresholds(500));
 * }</pre>
 */
public final class AUC extends ConfusionMetric<AUC> {
    private static final Map<String, String> CURVES = Map.of("roc", "ROC", "pr", "PR", "prgain", "PRGAIN");
    private static final Map<String, String> METHODS =
            Map.of("Interpolation", "interpolation", "Majoring", "majoring", "Minoring", "minoring");

    private final Argument<Integer> numThresholds = argument("num_thresholds", Codecs.atLeast(2), 200);
    private final Argument<String> curve = argument("curve", choice(CURVES), "ROC");
    private final Argument<String> summationMethod = argument("summation_method", choice(METHODS), "interpolation");
    private final Argument<Boolean> multiLabel = argument("multi_label", Codecs.bool(), false);
    private final Argument<Integer> numLabels =
            argument("num_labels", Codecs.atLeast(1).optional(), null);
    private final Argument<List<Double>> labelWeights =
            argument("label_weights", Codecs.list(Codecs.number()).optional(), null);
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<List<Double>> thresholds =
            implicitArgument("thresholds", Codecs.list(Codecs.between(0, 1)).optional(), null);

    /** The two coordinates of a curve at each threshold, the abscissa going down. */
    private record Curve(Tensor x, Tensor y) {}

    /** One of the values, or a key that means one. */
    private static Codecs.Simple<String> choice(Map<String, String> synonyms) {
        Codecs.Simple<String> known =
                Codecs.oneOf(synonyms.values().stream().sorted().toArray(String[]::new));
        return Codecs.of(value -> known.decode(synonyms.getOrDefault(value, String.valueOf(value))), value -> value);
    }

    /** How many thresholds, spread evenly from 0 to 1; 200 by default. */
    public AUC numThresholds(int value) {
        numThresholds.set(value);
        return this;
    }

    /** The thresholds between 0 and 1, which are added; evenly spread ones by default. */
    public AUC thresholds(Double... values) {
        thresholds.set(List.of(values));
        numThresholds.set(values.length + 2);
        return this;
    }

    /** "ROC" (the default), "PR" or "PRGAIN". */
    public AUC curve(String value) {
        curve.set(value);
        return this;
    }

    /** "interpolation" (the default), "minoring" or "majoring": the height between two thresholds. */
    public AUC summationMethod(String value) {
        summationMethod.set(value);
        return this;
    }

    /** Whether there is a curve for each label of predictions (batch, labels), whose areas are averaged; false by default. */
    public AUC multiLabel(boolean value) {
        multiLabel.set(value);
        return this;
    }

    /** The number of labels, if there is a curve for each; by default that of the predictions. */
    public AUC numLabels(Integer value) {
        numLabels.set(value);
        return this;
    }

    /** The weights of the labels; equal by default. */
    public AUC labelWeights(Double... values) {
        labelWeights.set(List.of(values));
        return this;
    }

    /** Whether predictions are logits, to which the sigmoid is applied; false by default. */
    public AUC fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        if (thresholds.get() != null) {
            numThresholds.initialize(thresholds.get().size() + 2);
        }
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        if (!multiLabel.get() && numLabels.get() != null) {
            throw new IllegalArgumentException(label() + ": num_labels is only for multi_label");
        }
        Shape shape = Shape.of(numThresholds.get());
        if (multiLabel.get()) {
            boolean fits = yPred.rank() == 2 && (numLabels.get() == null || yPred.dim(1) == numLabels.get());
            if (!fits) {
                throw new IllegalArgumentException(label() + ": expected predictions (batch, "
                        + (numLabels.get() == null ? "labels" : numLabels.get()) + ") for multi_label, got shape "
                        + yPred);
            }
            shape = shape.append(yPred.dim(1));
        }
        for (Count count : Count.values()) {
            keep(count, addVariable(count.variableName(), shape));
        }
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor predictions = fromLogits.get() ? Ops.sigmoid(yPred) : yPred;
        Decisions decisions = Decisions.of(yTrue, predictions, sampleWeight, dtype());
        if (!multiLabel.get()) {
            decisions = labelWeights.get() == null ? decisions : decisions.weighted(labelWeight());
            decisions = decisions.flat();
        }
        List<Double> inner = thresholds.get() == null
                ? Thresholds.between(numThresholds.get())
                : thresholds.get().stream().sorted().toList();
        add(decisions.count(Thresholds.enclosing(inner)));
    }

    private Tensor labelWeight() {
        double[] numbers =
                labelWeights.get().stream().mapToDouble(Double::doubleValue).toArray();
        return Ops.constant(Nd4j.createFromArray(numbers).castTo(dtype().nd4j()));
    }

    @Override
    protected Tensor compute() {
        boolean interpolated = summationMethod.get().equals("interpolation");
        if (interpolated && curve.get().equals("PR")) {
            return averaged(precisionRecallIncrements());
        }
        Curve at = curve.get().equals("ROC") ? roc() : curve.get().equals("PR") ? precisionRecall() : gains();
        Tensor left = allButLast(at.y());
        Tensor right = allButFirst(at.y());
        Tensor heights = interpolated
                ? Ops.divide(Ops.add(left, right), 2)
                : summationMethod.get().equals("minoring") ? Ops.minimum(left, right) : Ops.maximum(left, right);
        return averaged(Ops.multiply(steps(at.x()), heights));
    }

    private Curve roc() {
        return new Curve(
                share(Count.FALSE_POSITIVES, Count.TRUE_NEGATIVES), share(Count.TRUE_POSITIVES, Count.FALSE_NEGATIVES));
    }

    private Curve precisionRecall() {
        return new Curve(
                share(Count.TRUE_POSITIVES, Count.FALSE_NEGATIVES), share(Count.TRUE_POSITIVES, Count.FALSE_POSITIVES));
    }

    /** See <a href="https://papers.nips.cc/paper/2015/hash/33e8075e9970de0cfea955afd4644bb2-Abstract.html">Flach and Kull</a>. */
    private Curve gains() {
        Tensor hits = kept(Count.TRUE_POSITIVES);
        Tensor positives = Ops.add(hits, kept(Count.FALSE_NEGATIVES));
        Tensor negatives = Ops.add(kept(Count.TRUE_NEGATIVES), kept(Count.FALSE_POSITIVES));
        Tensor scale = Ops.divideNoNan(positives, negatives);
        Tensor none = Ops.equal(hits, 0);
        Tensor recall = Ops.where(none, 0, gain(scale, kept(Count.FALSE_NEGATIVES), hits));
        Tensor precision = Ops.where(none, 1, gain(scale, kept(Count.FALSE_POSITIVES), hits));
        return new Curve(Ops.maximum(recall, 0), precision);
    }

    private static Tensor gain(Tensor scale, Tensor wrong, Tensor hits) {
        return Ops.subtract(1, Ops.multiply(scale, Ops.divideNoNan(wrong, hits)));
    }

    /** The area between thresholds, interpolated as <a href="https://www.biostat.wisc.edu/~page/rocpr.pdf">Davis and Goadrich</a> do. */
    private Tensor precisionRecallIncrements() {
        Tensor hits = kept(Count.TRUE_POSITIVES);
        Tensor positives = Ops.add(hits, kept(Count.FALSE_POSITIVES));
        Tensor left = allButLast(positives);
        Tensor right = allButFirst(positives);
        Tensor slope = Ops.divideNoNan(steps(hits), Ops.maximum(steps(positives), 0));
        Tensor intercept = Ops.subtract(allButFirst(hits), Ops.multiply(slope, right));
        Tensor both = Ops.logicalAnd(Ops.greater(left, 0), Ops.greater(right, 0));
        Tensor ratio = Ops.where(both, Ops.divideNoNan(left, Ops.maximum(right, 0)), 1);
        Tensor area = Ops.multiply(slope, Ops.add(steps(hits), Ops.multiply(intercept, Ops.log(ratio))));
        Tensor labels = Ops.add(allButFirst(hits), allButFirst(kept(Count.FALSE_NEGATIVES)));
        return Ops.divideNoNan(area, Ops.maximum(labels, 0));
    }

    private Tensor share(Count right, Count wrong) {
        return Ops.divideNoNan(kept(right), Ops.add(kept(right), kept(wrong)));
    }

    private static Tensor allButLast(Tensor x) {
        return Ops.slice(x, 0, 0, x.shape().dim(0) - 1);
    }

    private static Tensor allButFirst(Tensor x) {
        return Ops.slice(x, 0, 1, x.shape().dim(0));
    }

    /** How much {@code x} goes down from each threshold to the next. */
    private static Tensor steps(Tensor x) {
        return Ops.subtract(allButLast(x), allButFirst(x));
    }

    /** The sum of the areas between thresholds; of several labels the mean. */
    private Tensor averaged(Tensor areas) {
        Tensor sums = Ops.sum(areas, 0);
        if (!multiLabel.get()) {
            return sums;
        }
        if (labelWeights.get() == null) {
            return Ops.mean(sums);
        }
        return Ops.divideNoNan(Ops.sum(Ops.multiply(sums, labelWeight())), Ops.sum(labelWeight()));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
