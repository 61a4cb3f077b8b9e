package io.keras4j.metrics;

import io.keras4j.losses.SampleWeights;
import io.keras4j.tensor.Tensor;

/**
 * A metric that is the weighted mean of what it computes for each sample.
 *
 * @param <S> the metric class itself
 */
public abstract class SamplewiseMetric<S extends SamplewiseMetric<S>> extends Averaging<S> {
    protected SamplewiseMetric(String defaultName) {
        super(defaultName);
    }

    /** Computes the value of each sample, or values whose mean is that of the sample. */
    protected abstract Tensor values(Tensor yTrue, Tensor yPred);

    @Override
    protected final void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        average(values(yTrue, yPred), SampleWeights.masked(sampleWeight, yPred.mask(), dtype(), false));
    }
}
