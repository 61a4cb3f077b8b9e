package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The sum of its inputs; <a href="https://keras.io/api/layers/merging_layers/add/">Keras's</a>.
 *
 * <p>Inputs: any number of equal shapes, or such that broadcasting makes equal. Output: that shape.
 *
 * <pre>{@code
 * Tensor y = new Add().apply(x, shortcut);
 * }</pre>
 */
public final class Add extends Merge<Add> {
    @Override
    Tensor merge(List<Tensor> inputs) {
        return fold(inputs, Ops::add);
    }
}
