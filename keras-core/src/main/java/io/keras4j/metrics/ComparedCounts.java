package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Counts by comparing every prediction with every threshold. */
final class ComparedCounts implements ConfusionCounts {
    private final Tensor labels;
    private final Tensor positive;
    private final Tensor weights;
    private final DType dtype;

    ComparedCounts(Decisions decisions, Thresholds thresholds) {
        Tensor predictions = decisions.predictions();
        Shape column = Shape.of(thresholds.count());
        for (int i = 0; i < predictions.rank(); i++) {
            column = column.append(1);
        }
        dtype = predictions.dtype();
        labels = Ops.expandDims(Ops.cast(decisions.labels(), DType.BOOL), 0);
        positive = Ops.greater(Ops.expandDims(predictions, 0), Ops.reshape(thresholds.tensor(dtype), column));
        weights = decisions.weights() == null ? null : Ops.expandDims(decisions.weights(), 0);
    }

    @Override
    public Tensor truePositives() {
        return count(labels, positive);
    }

    @Override
    public Tensor falsePositives() {
        return count(Ops.logicalNot(labels), positive);
    }

    @Override
    public Tensor trueNegatives() {
        return count(Ops.logicalNot(labels), Ops.logicalNot(positive));
    }

    @Override
    public Tensor falseNegatives() {
        return count(labels, Ops.logicalNot(positive));
    }

    private Tensor count(Tensor label, Tensor decision) {
        Tensor both = Ops.logicalAnd(label, decision);
        return Ops.sum(weights == null ? Ops.cast(both, dtype) : Ops.where(both, weights, 0), 1);
    }
}
