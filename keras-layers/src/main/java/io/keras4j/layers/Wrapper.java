package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Layer;
import io.keras4j.tensor.Shape;
import java.util.List;

/**
 * A layer around another one; <a href="https://keras.io/api/layers/base_layer/">keras.layers.Wrapper</a>. Subclasses say in {@code call} what
 * they do with it.
 *
 * @param <S> the layer class itself
 */
public abstract class Wrapper<S extends Wrapper<S>> extends FluentLayer<S> {
    private final Argument<Layer> layer = argument("layer", Layer.KIND.codec());

    /** To be configured. */
    protected Wrapper() {}

    /** Around this layer. */
    protected Wrapper(Layer wrapped) {
        layer.set(wrapped);
    }

    /** The layer inside. */
    public final Layer layer() {
        return layer.get();
    }

    @Override
    protected void build(List<Shape> inputs) {
        addSublayer("layer", layer()).buildFor(inputs);
        build(inputs.get(0));
    }
}
