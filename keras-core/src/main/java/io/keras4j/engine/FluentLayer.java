package io.keras4j.engine;

import io.keras4j.regularizers.Regularizer;

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

    @Override
    public S activityRegularizer(String regularizer) {
        return (S) super.activityRegularizer(regularizer);
    }

    @Override
    public S activityRegularizer(Regularizer regularizer) {
        return (S) super.activityRegularizer(regularizer);
    }

    /** This layer as what it is, for the setters of shared bases to return. */
    protected final S self() {
        return (S) this;
    }
}
