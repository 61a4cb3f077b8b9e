package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The mean of its inputs; <a href="https://keras.io/api/layers/merging_layers/average/">Keras's</a>.
 *
 * <p>Inputs: any number of equal shapes, or such that broadcasting makes equal. Output: that shape.
 */
public final class Average extends Merge<Average> {
    @Override
    Tensor merge(List<Tensor> inputs) {
        return Ops.divide(fold(inputs, Ops::add), inputs.size());
    }
}
