package io.keras4j.layers;

import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;

/**
 * The setters of the arguments that concern a bias.
 *
 * @param <S> the class itself
 */
interface BiasSetters<S> {
    /** The arguments. */
    WeightArguments biasArguments();

    /** Sets the initializer of the bias by name; "zeros" by default. */
    default S biasInitializer(String name) {
        return set(() -> biasArguments().initializer.set(name));
    }

    /** Sets the initializer of the bias. */
    default S biasInitializer(Initializer initializer) {
        return set(() -> biasArguments().initializer.set(initializer));
    }

    /** Adds a penalty on the bias to the loss, by name, such as "l2". */
    default S biasRegularizer(String name) {
        return set(() -> biasArguments().regularizer.set(name));
    }

    /** Adds a penalty on the bias to the loss; null, the default, for none. */
    default S biasRegularizer(Regularizer regularizer) {
        return set(() -> biasArguments().regularizer.set(regularizer));
    }

    /** Constrains the bias after each update, by name, such as "non_neg". */
    default S biasConstraint(String name) {
        return set(() -> biasArguments().constraint.set(name));
    }

    /** Constrains the bias after each update; null, the default, for no constraint. */
    default S biasConstraint(Constraint constraint) {
        return set(() -> biasArguments().constraint.set(constraint));
    }

    /** Does {@code setting} and returns this. */
    @SuppressWarnings("unchecked")
    private S set(Runnable setting) {
        setting.run();
        return (S) this;
    }
}
