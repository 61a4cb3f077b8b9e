package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The product of its inputs; <a href="https://keras.io/api/layers/merging_layers/multiply/">Keras's</a>.
 *
 * <p>Inputs: any number of equal shapes, or such that broadcasting makes equal. Output: that shape.
 */
public final class Multiply extends Merge<Multiply> {
    @Override
    Tensor merge(List<Tensor> inputs) {
        List<Tensor> factors = inputs.stream()
                .map(x -> x.mask() == null ? x : Ops.where(elementMask(x), x, 1))
                .toList();
        Tensor product = fold(factors, Ops::multiply);
        if (inputs.stream().anyMatch(x -> x.mask() == null)) {
            return product;
        }
        Tensor counts = fold(inputs.stream().map(Merge::elementMask).toList(), Ops::logicalOr);
        return Ops.where(counts, product, 0).withMask(Ops.any(counts, -1));
    }
}
