package io.keras4j.metrics;

import io.keras4j.ops.Ops;
import io.keras4j.ops.array.CumulativeSum;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** Counts at thresholds spread evenly from 0 to 1: each prediction adds to the bucket between two of them, and the buckets are summed up. */
final class BucketCounts implements ConfusionCounts {
    private final Tensor trueLabels;
    private final Tensor falseLabels;
    private final Tensor buckets;
    private final int thresholds;
    private final int classes;

    BucketCounts(Decisions decisions, Thresholds thresholds) {
        Tensor predictions = decisions.predictions();
        DType dtype = predictions.dtype();
        this.thresholds = thresholds.count();
        this.classes = predictions.rank() == 1 ? 0 : predictions.shape().intDim(1);
        Tensor labels = Ops.cast(Ops.cast(decisions.labels(), DType.BOOL), dtype);
        Tensor weights = decisions.weights() == null ? Ops.scalar(1, dtype) : decisions.weights();
        trueLabels = Ops.multiply(labels, weights);
        falseLabels = Ops.multiply(Ops.subtract(1, labels), weights);
        // bucket b holds what is above threshold b - 1 but not above threshold b
        Tensor known = Ops.where(Ops.isnan(predictions), 0, predictions);
        Tensor above = Ops.ceil(Ops.multiply(Ops.clip(known, 0, 1), this.thresholds - 1));
        buckets = Ops.cast(thresholds.startBelowZero() ? Ops.maximum(above, 1) : above, DType.INT32);
    }

    @Override
    public Tensor truePositives() {
        return above(trueLabels);
    }

    @Override
    public Tensor falsePositives() {
        return above(falseLabels);
    }

    @Override
    public Tensor trueNegatives() {
        return Ops.subtract(Ops.sum(falseLabels, 0), falsePositives());
    }

    @Override
    public Tensor falseNegatives() {
        return Ops.subtract(Ops.sum(trueLabels, 0), truePositives());
    }

    /** The sum of {@code values} above each threshold. */
    private Tensor above(Tensor values) {
        Tensor from = new CumulativeSum(0, true).apply(inBuckets(values));
        Tensor none = Ops.zeros(from.shape().with(0, 1), from.dtype());
        return Ops.concatenate(List.of(Ops.slice(from, 0, 1, thresholds), none), 0);
    }

    private Tensor inBuckets(Tensor values) {
        if (classes == 0) {
            return Ops.segmentSum(values, buckets, thresholds);
        }
        Tensor cells = Ops.add(Ops.multiply(buckets, classes), Ops.arange(classes));
        Shape all = Shape.of(cells.shape().size());
        Tensor sums = Ops.segmentSum(Ops.reshape(values, all), Ops.reshape(cells, all), thresholds * classes);
        return Ops.reshape(sums, thresholds, classes);
    }
}
