package io.keras4j.ops.array;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * For each id from 0 up to but without {@code count} the largest of the slices of the second tensor, along its first axis, with that id in the
 * first; the least number of the dtype, infinite if it is floating, where there is none. Equal ones share the gradient.
 */
public record SegmentMax(long count) implements Segmented {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor ids = inputs.get(0);
        Tensor data = inputs.get(1);
        Tensor chosen = Ops.cast(Ops.equal(data, Ops.take(outputs.get(0), ids, 0)), data.dtype());
        Tensor shares = Ops.segmentSum(chosen, ids, (int) count);
        Tensor share = Ops.divideNoNan(gradients.get(0), shares);
        return Arrays.asList(null, Ops.multiply(chosen, Ops.take(share, ids, 0)));
    }
}
