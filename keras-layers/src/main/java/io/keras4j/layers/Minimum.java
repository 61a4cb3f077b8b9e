package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The smallest of its inputs, elementwise; <a href="https://keras.io/api/layers/merging_layers/minimum/">Keras's</a>.
 *
 * <p>Inputs: any number of equal shapes, or such that broadcasting makes equal. Output: that shape.
 */
public final class Minimum extends Merge<Minimum> {
    @Override
    Tensor merge(List<Tensor> inputs) {
        return foldMasked(inputs, Ops::minimum);
    }
}
