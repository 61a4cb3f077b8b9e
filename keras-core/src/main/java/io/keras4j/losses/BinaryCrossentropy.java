package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** The mean over the last axis of -y ln ŷ - (1 - y) ln(1 - ŷ), for labels 0 and 1. */
public final class BinaryCrossentropy extends FluentLoss<BinaryCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    public BinaryCrossentropy() {
        super("binary_crossentropy");
    }

    /** Whether predictions are logits, to which the sigmoid is applied, rather than probabilities; false by default. */
    public BinaryCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** How far labels move towards 0.5: by half of this; 0 by default. */
    public BinaryCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    /** The axis to average over; the last by default. */
    public BinaryCrossentropy axis(int value) {
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
        Tensor labels = Labels.smoothedBinary(yTrue, labelSmoothing.get());
        return Ops.mean(Ops.binaryCrossentropy(labels, yPred, fromLogits.get()), axis.get());
    }
}
