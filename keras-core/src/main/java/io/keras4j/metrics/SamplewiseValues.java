package io.keras4j.metrics;

import io.keras4j.losses.Ranks;
import io.keras4j.losses.SampleWeights;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Weighted values, one for each sample, and the weights of the samples or null. */
record SamplewiseValues(Tensor values, Tensor weights) {
    /** How further axes are reduced. */
    interface Reduction {
        Tensor apply(Tensor x, List<Integer> axes, boolean keepDims);
    }

    static SamplewiseValues of(Tensor rawValues, Tensor sampleWeight, Reduction reduction, DType dtype) {
        Tensor values = Ops.cast(rawValues, dtype);
        if (sampleWeight == null) {
            return new SamplewiseValues(reduced(values, 1, reduction), null);
        }
        Tensor mask = rawValues.mask();
        Ranks ranks = Ranks.same(values, SampleWeights.masked(sampleWeight, mask, dtype, false));
        values = ranks.first();
        Tensor weights = ranks.second();
        int weightRank = weights.rank();
        values = reduced(values, weightRank, reduction);
        weights = Ops.broadcastTo(weights, values.shape());
        return new SamplewiseValues(
                reduced(Ops.multiply(values, weights), 1, reduction),
                weightRank > 1 ? reduced(weights, 1, reduction) : weights);
    }

    /** {@code x} with the axes from {@code rank} on reduced. */
    private static Tensor reduced(Tensor x, int rank, Reduction reduction) {
        return x.rank() > rank
                ? reduction.apply(x, IntStream.range(rank, x.rank()).boxed().toList(), false)
                : x;
    }
}
