package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * A metric that is the weighted mean of a value of each sample: keeps their total and their count.
 *
 * @param <S> the metric class itself
 */
public abstract class Averaging<S extends Averaging<S>> extends FluentMetric<S> {
    private Variable total;
    private Variable count;

    protected Averaging(String defaultName) {
        super(defaultName);
    }

    @Override
    protected final void build(Shape yTrue, Shape yPred) {
        total = addVariable("total", Shape.scalar());
        count = addVariable("count", Shape.scalar());
    }

    /** Takes the values of a batch into account, or their means over all but the first axis. */
    final void average(Tensor values, Tensor sampleWeight) {
        SamplewiseValues samples = SamplewiseValues.of(values, sampleWeight, Ops::mean, dtype());
        addTo(total, Ops.sum(samples.values()));
        addTo(count, samples.weights() == null ? number(samples.values()) : Ops.sum(samples.weights()));
    }

    private Tensor number(Tensor values) {
        return Ops.scalar(values.rank() == 0 ? 1 : values.shape().dim(0), dtype());
    }

    @Override
    protected Tensor compute() {
        return Ops.divideNoNan(total.value(), count.value());
    }

    /** The result as a number, read from the variables without running ops. */
    @Override
    public double value() {
        requireBuilt();
        double divisor = count.array().getDouble(0);
        return divisor == 0 ? 0 : total.array().getDouble(0) / divisor;
    }

    @Override
    public double logValue() {
        return value();
    }
}
