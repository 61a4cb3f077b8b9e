package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often the class of the largest element of the label, which is one-hot, is among the k largest predictions. */
public final class TopKCategoricalAccuracy extends SamplewiseMetric<TopKCategoricalAccuracy> {
    private final Argument<Integer> k = argument("k", Codecs.atLeast(1), 5);

    public TopKCategoricalAccuracy() {
        super("top_k_categorical_accuracy");
    }

    /** How many of the largest predictions count; 5 by default. */
    public TopKCategoricalAccuracy k(int value) {
        k.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        return Ops.cast(Ops.inTopK(Ops.argmax(yTrue, -1), yPred, k.get()), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
