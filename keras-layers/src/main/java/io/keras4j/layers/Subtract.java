package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The first input minus the second; <a href="https://keras.io/api/layers/merging_layers/subtract/">Keras's</a>.
 *
 * <p>Inputs: two of equal shapes, or such that broadcasting makes equal. Output: that shape.
 */
public final class Subtract extends Merge<Subtract> {
    @Override
    Tensor merge(List<Tensor> inputs) {
        return Ops.subtract(inputs.get(0), inputs.get(1));
    }

    @Override
    protected void build(List<Shape> inputs) {
        super.build(inputs);
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("expected exactly 2 inputs, got " + inputs.size() + ": " + inputs);
        }
    }
}
