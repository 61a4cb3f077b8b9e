package io.keras4j.losses;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** {@link BinaryCrossentropy} times (1 - p)^gamma, p being the probability of the right answer: easy samples count less. */
public final class BinaryFocalCrossentropy extends FluentLoss<BinaryFocalCrossentropy> {
    private final Argument<Boolean> fromLogits = argument("from_logits", Codecs.bool(), false);
    private final Argument<Double> labelSmoothing = argument("label_smoothing", Codecs.between(0, 1), 0.0);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);
    private final Argument<Boolean> applyClassBalancing = argument("apply_class_balancing", Codecs.bool(), false);
    private final Argument<Double> alpha = argument("alpha", Codecs.number(), 0.25);
    private final Argument<Double> gamma = argument("gamma", Codecs.number(), 2.0);

    public BinaryFocalCrossentropy() {
        super("binary_focal_crossentropy");
    }

    /** Whether predictions are logits rather than probabilities; false by default. */
    public BinaryFocalCrossentropy fromLogits(boolean value) {
        fromLogits.set(value);
        return this;
    }

    /** The share of each label that is spread evenly; 0 by default. */
    public BinaryFocalCrossentropy labelSmoothing(double value) {
        labelSmoothing.set(value);
        return this;
    }

    /** The axis to average over; the last by default. */
    public BinaryFocalCrossentropy axis(int value) {
        axis.set(value);
        return this;
    }

    /** Whether class 1 is weighted by alpha and class 0 by 1 - alpha; false by default. */
    public BinaryFocalCrossentropy applyClassBalancing(boolean value) {
        applyClassBalancing.set(value);
        return this;
    }

    /** The weight of class 1 if classes are balanced; 0.25 by default. */
    public BinaryFocalCrossentropy alpha(double value) {
        alpha.set(value);
        return this;
    }

    /** How much less easy samples count; 2 by default. */
    public BinaryFocalCrossentropy gamma(double value) {
        gamma.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        Tensor labels = Labels.smoothedBinary(yTrue, labelSmoothing.get());
        Tensor yes = fromLogits.get() ? Ops.sigmoid(yPred) : yPred;
        Tensor right = byLabel(labels, yes, Ops.subtract(1, yes));
        Tensor focus = Ops.power(Ops.subtract(1, right), gamma.get());
        Tensor focal = Ops.multiply(focus, Ops.binaryCrossentropy(labels, yes, false));
        if (applyClassBalancing.get()) {
            Tensor one = Ops.multiply(labels, alpha.get());
            Tensor zero = Ops.multiply(Ops.subtract(1, labels), 1 - alpha.get());
            focal = Ops.multiply(Ops.add(one, zero), focal);
        }
        return Ops.mean(focal, axis.get());
    }

    private static Tensor byLabel(Tensor labels, Tensor ofOne, Tensor ofZero) {
        return Ops.add(Ops.multiply(labels, ofOne), Ops.multiply(Ops.subtract(1, labels), ofZero));
    }
}
