package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.engine.Layer;

/**
 * The setters of cells with gates and of the layers that run them.
 *
 * @param <S> the class itself
 */
@SuppressWarnings("unchecked")
interface GatedSetters<S> extends CellSetters<S> {
    @Override
    GatedCell<?> cell();

    /** Sets the activation of the gates by name; "sigmoid" by default. */
    default S recurrentActivation(String name) {
        cell().recurrentActivation.set(name);
        return (S) this;
    }

    /** Sets the activation of the gates; null for none. */
    default S recurrentActivation(Activation function) {
        cell().recurrentActivation.set(function);
        return (S) this;
    }

    /** Sets a layer as activation of the gates. */
    default S recurrentActivation(Layer layer) {
        cell().recurrentActivation.set(layer);
        return (S) this;
    }
}
