package io.keras4j.metrics;

import io.keras4j.losses.Ranks;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * Labels of 0 and 1, predictions and weights of one shape: what is decided at thresholds, and counted.
 *
 * @param labels bool
 * @param weights or null
 */
record Decisions(Tensor labels, Tensor predictions, Tensor weights) {
    static Decisions of(Tensor yTrue, Tensor yPred, Tensor sampleWeight, DType dtype) {
        Ranks ranks = Ranks.same(Ops.cast(yPred, dtype), Ops.cast(yTrue, dtype));
        Tensor predictions = ranks.first();
        Tensor labels = ranks.second();
        if (sampleWeight == null) {
            return new Decisions(labels, predictions, null);
        }
        Tensor weights = Ops.expandDims(Ops.cast(sampleWeight, dtype), -1);
        return new Decisions(
                labels, predictions, Ranks.same(labels, weights, false).second());
    }

    /** Only the {@code k} largest predictions of each sample, the others being below every threshold. */
    Decisions topK(Integer k) {
        if (k == null) {
            return this;
        }
        int classes = predictions.shape().intDim(-1);
        Tensor remaining = predictions;
        Tensor kept = null;
        for (int i = 0; i < Math.min(k, classes); i++) {
            Tensor largest = Ops.oneHot(Ops.argmax(remaining, -1), classes, DType.BOOL);
            kept = kept == null ? largest : Ops.logicalOr(kept, largest);
            remaining = Ops.where(largest, Double.NEGATIVE_INFINITY, remaining);
        }
        return new Decisions(labels, Ops.where(kept, predictions, TOP_K_THRESHOLD), weights);
    }

    /** What predictions outside the k largest become, and the threshold that tells them from the others. */
    static final double TOP_K_THRESHOLD = -1e10;

    /** Only the decisions on class {@code id}. */
    Decisions ofClass(Integer id) {
        if (id == null) {
            return this;
        }
        if (predictions.rank() < 2 || id >= predictions.shape().dim(-1)) {
            throw new IllegalArgumentException(
                    "class_id " + id + " needs predictions with more classes, got shape " + predictions.shape());
        }
        return new Decisions(Ops.slice(labels, -1, id, id + 1), Ops.slice(predictions, -1, id, id + 1), weights);
    }

    /** All decisions as vectors. */
    Decisions flat() {
        Shape flat = Shape.of(predictions.shape().size());
        Tensor all = weights == null ? null : Ops.reshape(Ops.broadcastTo(weights, predictions.shape()), flat);
        return new Decisions(Ops.reshape(labels, flat), Ops.reshape(predictions, flat), all);
    }

    /** The decisions weighted further, by {@code factors} that broadcast to them. */
    Decisions weighted(Tensor factors) {
        return new Decisions(labels, predictions, weights == null ? factors : Ops.multiply(weights, factors));
    }

    /** What the decisions add to the counts at each threshold: (thresholds,), or (thresholds, classes) if they are a matrix. */
    ConfusionCounts count(Thresholds thresholds) {
        return thresholds.even() ? new BucketCounts(this, thresholds) : new ComparedCounts(this, thresholds);
    }
}
