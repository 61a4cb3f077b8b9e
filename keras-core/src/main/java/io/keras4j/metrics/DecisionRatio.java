package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The share of true positives in them and one sort of wrong decisions. */
abstract class DecisionRatio<S extends DecisionRatio<S>> extends ConfusionMetric<S> {
    private final Argument<List<Double>> thresholds =
            argument("thresholds", Thresholds.codec().optional(), null);
    private final Argument<Integer> topK = argument("top_k", Codecs.atLeast(1).optional(), null);
    private final Argument<Integer> classId =
            argument("class_id", Codecs.atLeast(0).optional(), null);
    private final Count wrong;

    DecisionRatio(Count wrong) {
        this.wrong = wrong;
    }

    /** What predictions of 1 are above; 0.5 by default. The result has a share for each. */
    public S thresholds(Double... values) {
        thresholds.set(List.of(values));
        return self();
    }

    /** How many of the largest predictions of each sample can be above a threshold, which is none by default then; null for all. */
    public S topK(Integer value) {
        topK.set(value);
        return self();
    }

    /** The class to look at; null, the default, for all. */
    public S classId(Integer value) {
        classId.set(value);
        return self();
    }

    private Thresholds resolved() {
        double normal = topK.get() == null ? 0.5 : Decisions.TOP_K_THRESHOLD;
        return Thresholds.of(thresholds.get() == null ? List.of(normal) : thresholds.get());
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        Shape shape = Shape.of(resolved().count());
        keep(Count.TRUE_POSITIVES, addVariable(Count.TRUE_POSITIVES.variableName(), shape));
        keep(wrong, addVariable(wrong.variableName(), shape));
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        add(Decisions.of(yTrue, yPred, sampleWeight, dtype())
                .topK(topK.get())
                .ofClass(classId.get())
                .flat()
                .count(resolved()));
    }

    @Override
    protected Tensor compute() {
        Tensor right = kept(Count.TRUE_POSITIVES);
        return single(Ops.divideNoNan(right, Ops.add(right, kept(wrong))));
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
