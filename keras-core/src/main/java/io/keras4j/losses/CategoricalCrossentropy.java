package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * -Σ y ln ŷ over the classes, for labels with a probability for each class (one-hot, for example). Predictions are scaled to sum to 1.
 *
 * <pre>{@code
 * model.compile(new Adam(), new CategoricalCrossentropy().labelSmoothing(0.1));
 * }</pre>
 */
public final class CategoricalCrossentropy extends FluentLoss<CategoricalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public CategoricalCrossentropy() {
        super("categorical_crossentropy");
    }

    /** Whether predictions are logits, to which softmax is applied, rather than probabilities; false by default. */
    public CategoricalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** The share of each label that is spread evenly over all classes; 0 by default. */
    public CategoricalCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    /** The axis of the classes; the last by default. */
    public CategoricalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    public void checkLabels(LabelScan labels, Shape predictions) {
        super.checkLabels(labels, predictions);
        labels.requireProbabilities(label());
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = Labels.smoothed(yTrue, labelSmoothing.get());
        return Ops.categoricalCrossentropy(labels, yPred, fromLogits.get(), axis.get());
    }
}
