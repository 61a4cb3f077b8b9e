package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/** What {@link FBetaScore} and {@link F1Score} share. */
abstract class FBeta<S extends FBeta<S>> extends FluentMetric<S> {
    /** Predictions nearer to 0 than this are never the largest of a sample. */
    private static final double NOTHING = 1e-9;

    private final Argument<String> average =
            argument("average", Codecs.oneOf("micro", "macro", "weighted").optional(), null);
    private final Argument<Double> threshold = argument(
            "threshold",
            Codecs.number()
                    .that(value -> value > 0 && value <= 1, "a number above 0 and not above 1")
                    .optional(),
            null);

    private Variable truePositives;
    private Variable falsePositives;
    private Variable falseNegatives;
    private Variable weights;

    FBeta(String defaultName) {
        super(defaultName);
    }

    /** The weight of recall against precision. */
    abstract double weightOfRecall();

    /**
     * How the scores of the classes become one: "micro" counts over all classes, "macro" takes the mean, "weighted" that weighted by how
     * often each class occurs; null, the default, for not at all.
     */
    public S average(String value) {
        average.set(value);
        return self();
    }

    /** What positive predictions are above; null, the default, for the largest of each sample. */
    public S threshold(Number value) {
        threshold.set(value);
        return self();
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        if (yTrue.rank() != 2 || yPred.rank() != 2) {
            throw new IllegalArgumentException("Metric \"" + name()
                    + "\": expected labels and predictions (batch, classes), got shapes " + yTrue + " and " + yPred);
        }
        Shape shape = isMicro() ? Shape.scalar() : Shape.of(yPred.dim(1));
        truePositives = addVariable("true_positives", shape);
        falsePositives = addVariable("false_positives", shape);
        falseNegatives = addVariable("false_negatives", shape);
        weights = addVariable("intermediate_weights", shape);
    }

    private boolean isMicro() {
        return "micro".equals(average.get());
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        Tensor truth = Ops.cast(yTrue, dtype());
        Tensor positive = Ops.cast(positive(Ops.cast(yPred, dtype())), dtype());
        count(truePositives, Ops.multiply(positive, truth), sampleWeight);
        count(falsePositives, Ops.multiply(positive, Ops.subtract(1, truth)), sampleWeight);
        count(falseNegatives, Ops.multiply(Ops.subtract(1, positive), truth), sampleWeight);
        count(weights, truth, sampleWeight);
    }

    private Tensor positive(Tensor yPred) {
        if (threshold.get() != null) {
            return Ops.greater(yPred, threshold.get());
        }
        Tensor largest = Ops.greaterEqual(yPred, Ops.max(yPred, Ops.axes(-1), true));
        return Ops.logicalAnd(largest, Ops.greater(Ops.abs(yPred), NOTHING));
    }

    private void count(Variable variable, Tensor values, Tensor sampleWeight) {
        Tensor weighted = sampleWeight == null
                ? values
                : Ops.multiply(values, Ops.expandDims(Ops.cast(sampleWeight, dtype()), 1));
        addTo(variable, isMicro() ? Ops.sum(weighted) : Ops.sum(weighted, 0));
    }

    @Override
    protected Tensor compute() {
        double epsilon = FloatX.epsilon();
        double square = weightOfRecall() * weightOfRecall();
        Tensor hits = truePositives.value();
        Tensor precision = Ops.divide(hits, Ops.add(Ops.add(hits, falsePositives.value()), epsilon));
        Tensor recall = Ops.divide(hits, Ops.add(Ops.add(hits, falseNegatives.value()), epsilon));
        Tensor sum = Ops.add(Ops.multiply(precision, square), recall);
        Tensor scores = Ops.multiply(Ops.divide(Ops.multiply(precision, recall), Ops.add(sum, epsilon)), 1 + square);
        if ("weighted".equals(average.get())) {
            Tensor share = Ops.divide(weights.value(), Ops.add(Ops.sum(weights.value()), epsilon));
            return Ops.sum(Ops.multiply(scores, share));
        }
        return average.get() == null ? scores : Ops.mean(scores);
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
