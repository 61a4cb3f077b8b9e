package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** The weighted number of decisions of one sort. */
abstract class ConditionCount<S extends ConditionCount<S>> extends ConfusionMetric<S> {
    private final Argument<List<Double>> thresholds =
            argument("thresholds", Thresholds.codec().optional(), null);
    private final Count counted;

    ConditionCount(Count counted) {
        this.counted = counted;
    }

    /** What predictions of 1 are above; 0.5 by default. The result has a count for each. */
    public S thresholds(Double... values) {
        thresholds.set(List.of(values));
        return self();
    }

    private Thresholds resolved() {
        return Thresholds.of(thresholds.get() == null ? List.of(0.5) : thresholds.get());
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        keep(counted, addVariable("accumulator", Shape.of(resolved().count())));
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        add(Decisions.of(yTrue, yPred, sampleWeight, dtype()).flat().count(resolved()));
    }

    @Override
    protected Tensor compute() {
        return single(kept(counted));
    }
}
