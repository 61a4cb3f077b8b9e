package io.keras4j.metrics;

import io.keras4j.tensor.Tensor;

/**
 * The weighted mean of values.
 *
 * <pre>{@code
 * Mean loss = new Mean().name("loss");
 * loss.updateState(values);
 * }</pre>
 */
public final class Mean extends Averaging<Mean> {
    public Mean() {
        super("mean");
    }

    /** Takes values into account. */
    public void updateState(Tensor values) {
        updateState(values, null);
    }

    /** Takes values into account, weighted; {@code sampleWeight} may lack trailing axes, or be null. */
    @Override
    public void updateState(Tensor values, Tensor sampleWeight) {
        buildFor(values.shape(), values.shape());
        average(values, sampleWeight);
    }

    @Override
    protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
        throw Sum.takesValues(this);
    }
}
