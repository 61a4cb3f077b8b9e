package io.keras4j.engine;

/**
 * A layer whose setters return its own type, so that they can be chained: {@code class Dense extends FluentLayer<Dense>}.
 *
 * @param <S> the layer class itself
 */
@SuppressWarnings("unchecked")
public abstract class FluentLayer<S extends FluentLayer<S>> extends Layer {
    @Override
    public S name(String value) {
        return (S) super.name(value);
    }

    @Override
    public S trainable(boolean value) {
        return (S) super.trainable(value);
    }

    @Override
    public S dtype(String policy) {
        return (S) super.dtype(policy);
    }
}
