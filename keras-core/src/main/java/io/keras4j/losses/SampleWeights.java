package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** How weights of samples, masks and reductions work together: the rules of Keras, shared by losses and metrics. */
public final class SampleWeights {
    private SampleWeights() {}

    /**
     * The weights with the masked elements' set to 0; null when there are neither weights nor a mask.
     *
     * @param scaled whether the other elements' weights go up to make up for the masked ones, so that a mean over all elements becomes
     *     one over those that count
     */
    public static Tensor masked(Tensor weights, Tensor mask, DType dtype, boolean scaled) {
        if (mask == null) {
            return weights == null ? null : Ops.cast(weights, dtype);
        }
        Tensor valid = Ops.cast(mask, dtype);
        if (scaled) {
            Tensor share = Ops.divideNoNan(Ops.scalar(mask.shape().size(), dtype), Ops.sum(valid));
            valid = Ops.multiply(valid, share);
        }
        if (weights == null) {
            return valid;
        }
        Ranks ranks = Ranks.same(valid, Ops.cast(weights, dtype));
        return Ops.multiply(leading(ranks.second(), ranks.first()), leading(ranks.first(), ranks.second()));
    }

    /** The weights with further axes of size 1, where {@code values} has more: a sample's weight is one of all that belongs to it. */
    private static Tensor leading(Tensor weights, Tensor values) {
        Shape shape = weights.shape();
        while (shape.rank() > 0 && shape.rank() < values.rank()) {
            shape = shape.append(1);
        }
        return Ops.reshape(weights, shape);
    }

    /** The weighted {@code values}, reduced. */
    static Tensor reduce(Tensor values, Tensor sampleWeight, Tensor mask, String reduction) {
        boolean scaled = "mean".equals(reduction) || "sum_over_batch_size".equals(reduction);
        Tensor weights = masked(sampleWeight, mask, values.dtype(), scaled);
        Tensor weighted = values;
        if (weights != null) {
            Ranks ranks = Ranks.same(values, weights);
            weights = leading(ranks.second(), ranks.first());
            weighted = Ops.multiply(ranks.first(), weights);
        }
        boolean empty = weighted.rank() == 1 && weighted.shape().dim(0) == 0;
        if (reduction == null || reduction.equals("none") || weighted.rank() == 0 || empty) {
            return weighted;
        }
        Tensor sum = Ops.sum(weighted);
        if (reduction.equals("sum")) {
            return sum;
        }
        if (reduction.equals("mean_with_sample_weight") && weights != null) {
            return Ops.divideNoNan(sum, Ops.sum(weights));
        }
        long count = weighted.shape().size();
        return count == 0 ? Ops.zerosLike(sum) : Ops.divide(sum, count);
    }
}
