package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** {@link CategoricalCrossentropy} with each class's term times alpha · (1 - ŷ)^gamma: easy samples count less. */
public final class CategoricalFocalCrossentropy extends FluentLoss<CategoricalFocalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 0.25);
    private final Argument<Double> gamma = argument("gamma", Codecs.number(), 2.0);

    public CategoricalFocalCrossentropy() {
        super("categorical_focal_crossentropy");
    }

    /** Whether predictions are logits rather than probabilities; false by default. */
    public CategoricalFocalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** The share of each label that is spread evenly; 0 by default. */
    public CategoricalFocalCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    /** The axis of the classes; the last by default. */
    public CategoricalFocalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    /** The weight of all terms; 0.25 by default. */
    public CategoricalFocalCrossentropy alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** How much less easy samples count; 2 by default. */
    public CategoricalFocalCrossentropy gamma(double value) {
        gamma.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = Labels.smoothed(yTrue, labelSmoothing.get());
        Tensor probabilities = fromLogits.get() ? Ops.softmax(yPred, axis.get()) : yPred;
        Tensor clipped = Probabilities.clipped(Probabilities.normalized(probabilities, axis.get()));
        Tensor crossentropy = Ops.multiply(Ops.negative(labels), Ops.log(clipped));
        Tensor weight = Ops.multiply(Ops.power(Ops.subtract(1, clipped), gamma.get()), alpha.get());
        return Ops.sum(Ops.multiply(weight, crossentropy), axis.get());
    }
}
