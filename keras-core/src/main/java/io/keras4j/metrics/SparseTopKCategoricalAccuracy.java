package io.keras4j.metrics;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** How often the class that the label numbers is among the k largest predictions. */
public final class SparseTopKCategoricalAccuracy extends SamplewiseMetric<SparseTopKCategoricalAccuracy> {
    private final Argument<Integer> k = argument("k", Codecs.atLeast(1), 5);
    private final Argument<Boolean> fromSortedIds = implicitArgument("from_sorted_ids", Codecs.bool(), false);

    public SparseTopKCategoricalAccuracy() {
        super("sparse_top_k_categorical_accuracy");
    }

    /** How many of the largest predictions count; 5 by default. */
    public SparseTopKCategoricalAccuracy k(int value) {
        k.set(value);
        return this;
    }

    /** Whether predictions are not probabilities but the numbers of classes, the best first; false by default. */
    public SparseTopKCategoricalAccuracy fromSortedIds(boolean value) {
        fromSortedIds.set(value);
        return this;
    }

    @Override
    protected Tensor values(Tensor yTrue, Tensor yPred) {
        boolean extra = yTrue.rank() == yPred.rank() && yTrue.shape().dim(-1) == 1;
        Tensor classes = extra ? Ops.squeeze(yTrue, -1) : yTrue;
        if (!fromSortedIds.get()) {
            return Ops.cast(Ops.inTopK(classes, yPred, k.get()), dtype());
        }
        long best = Math.min(k.get(), yPred.shape().dim(-1));
        Tensor candidates = Ops.slice(yPred, -1, 0, best);
        return Ops.cast(Ops.any(Ops.equal(Ops.expandDims(classes, -1), candidates), -1), dtype());
    }

    @Override
    public Direction direction() {
        return Direction.UP;
    }
}
