package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** The largest value of one rate at any threshold at which another is at least what is asked for; 0 when it nowhere is. */
abstract class BestAtConstraint<S extends BestAtConstraint<S>> extends ConfusionMetric<S> {
    /** A share that counts give. */
    enum Rate {
        SENSITIVITY(Count.TRUE_POSITIVES, Count.FALSE_NEGATIVES),
        SPECIFICITY(Count.TRUE_NEGATIVES, Count.FALSE_POSITIVES),
        PRECISION(Count.TRUE_POSITIVES, Count.FALSE_POSITIVES),
        RECALL(Count.TRUE_POSITIVES, Count.FALSE_NEGATIVES);

        private final Count right;
        private final Count wrong;

        Rate(Count right, Count wrong) {
            this.right = right;
            this.wrong = wrong;
        }
    }

    private final Argument<Integer> classId =
            argument("class_id", Codecs.atLeast(0).optional(), null);
    private final Argument<Integer> numThresholds = argument("num_thresholds", Codecs.atLeast(1), 200);
    private final Argument<Double> minimum;
    private final Rate constrained;
    private final Rate best;

    /** With the key in Keras of the least value of {@code constrained}. */
    BestAtConstraint(String key, Rate constrained, Rate best) {
        this.minimum = argument(key, Codecs.between(0, 1));
        this.constrained = constrained;
        this.best = best;
    }

    final void minimum(double value) {
        minimum.set(value);
    }

    /** How many thresholds are tried, spread evenly from 0 to 1; 200 by default. */
    public S numThresholds(int value) {
        numThresholds.set(value);
        return self();
    }

    /** The class to look at; null, the default, for all. */
    public S classId(Integer value) {
        classId.set(value);
        return self();
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        for (Count count : Count.values()) {
            keep(count, addVariable(count.variableName(), Shape.of(numThresholds.get())));
        }
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        add(Decisions.of(yTrue, yPred, sampleWeight, dtype())
                .ofClass(classId.get())
                .flat()
                .count(Thresholds.spread(numThresholds.get())));
    }

    @Override
    protected Tensor compute() {
        Tensor feasible = Ops.greaterEqual(share(constrained), minimum.get());
        return Ops.max(Ops.where(feasible, share(best), 0));
    }

    private Tensor share(Rate rate) {
        Tensor right = kept(rate.right);
        return Ops.divideNoNan(right, Ops.add(right, kept(rate.wrong)));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
