package io.keras4j.activations;

import io.keras4j.engine.Layer;
import io.keras4j.tensor.Tensor;

/**
 * A layer in the place of an activation function, as Keras accepts it: {@code new Dense(8).activation(new PReLU())}. Its weights belong to
 * the layer that it is given to.
 */
public final class LayerActivation extends Activation {
    private final Layer layer;

    /** The function that {@code layer} computes. */
    public LayerActivation(Layer layer) {
        this.layer = layer;
    }

    /** The layer. */
    public Layer layer() {
        return layer;
    }

    @Override
    public Tensor apply(Tensor x) {
        return layer.apply(x);
    }

    @Override
    Object encoded() {
        return Layer.KIND.envelope(layer);
    }
}
