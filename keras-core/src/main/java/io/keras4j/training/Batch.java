package io.keras4j.training;

import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * What a training or test step works on.
 *
 * @param x the inputs of the model
 * @param y the targets for its outputs; empty when there are none
 * @param sampleWeight weights of samples: none, one for all outputs, or one for each
 */
public record Batch(List<Tensor> x, List<Tensor> y, List<Tensor> sampleWeight) {
    /** The weights for output {@code i}, or null. */
    public Tensor sampleWeight(int i) {
        if (sampleWeight.isEmpty()) {
            return null;
        }
        return sampleWeight.get(sampleWeight.size() == 1 ? 0 : i);
    }

    /** The number of samples. */
    public long size() {
        return x.get(0).shape().dim(0);
    }
}
