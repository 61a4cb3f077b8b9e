package io.keras4j.ops.array;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * For each id from 0 up to but without {@code count} the product of the slices of the second tensor, along its first axis, with that id in
 * the first; 1 where there is none. Its gradient divides by the elements, so it is not finite where one is 0.
 */
public record SegmentProd(long count) implements Segmented {
    @Override
    public List<Tensor> gradient(List<Tensor> inputs, List<Tensor> outputs, List<Tensor> gradients) {
        Tensor ofSegment = Ops.multiply(gradients.get(0), outputs.get(0));
        return Arrays.asList(null, Ops.divide(Ops.take(ofSegment, inputs.get(0), 0), inputs.get(1)));
    }
}
