package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/** The weighted sum of values. */
public final class Sum extends FluentMetric<Sum> {
    private Variable total;

    public Sum() {
        super("sum");
    }

    @Override
    protected void build(Shape yTrue, Shape yPred) {
        total = addVariable("total", Shape.scalar());
    }

    /** Takes values into account. */
    public void updateState(Tensor values) {
        updateState(values, null);
    }

    /** Takes values into account, weighted; {@code sampleWeight} may lack trailing axes, or be null. */
    @Override
    public void updateState(Tensor values, Tensor sampleWeight) {
        buildFor(values.shape(), values.shape());
        addTo(
                total,
                Ops.sum(SamplewiseValues.of(values, sampleWeight, Ops::sum, dtype())
                        .values()));
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        throw takesValues(this);
    }

    static UnsupportedOperationException takesValues(Metric metric) {
        return new UnsupportedOperationException("Metric \"" + metric.name()
                + "\" is one of values, not of labels and predictions: call updateState(values, sampleWeight)");
    }

    @Override
    protected Tensor compute() {
        return total.value();
    }
}
