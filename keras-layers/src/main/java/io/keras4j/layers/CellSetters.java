package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;

/**
 * The setters of the arguments that cells with a kernel have: for the cell itself and for the layer that runs it.
 *
 * @param <S> the class itself
 */
interface CellSetters<S> {
    /** The cell that does a step: of a cell, itself. */
    KernelCell<?> cell();

    /** Sets the activation by name; "tanh" by default. */
    default S activation(String name) {
        return set(() -> cell().activation.set(name));
    }

    /** Sets the activation; null for none. */
    default S activation(Activation function) {
        return set(() -> cell().activation.set(function));
    }

    /** Sets a layer as activation, such as {@code new LeakyReLU(0.1)}. */
    default S activation(Layer layer) {
        return set(() -> cell().activation.set(layer));
    }

    /** Sets whether a bias is added; true by default. */
    default S useBias(boolean value) {
        return set(() -> cell().useBias.set(value));
    }

    /** Sets the initializer of the kernel by name; "glorot_uniform" by default. */
    default S kernelInitializer(String name) {
        return set(() -> cell().kernelArguments.initializer.set(name));
    }

    /** Sets the initializer of the kernel. */
    default S kernelInitializer(Initializer initializer) {
        return set(() -> cell().kernelArguments.initializer.set(initializer));
    }

    /** Sets the initializer of the recurrent kernel by name; "orthogonal" by default. */
    default S recurrentInitializer(String name) {
        return set(() -> cell().recurrentArguments.initializer.set(name));
    }

    /** Sets the initializer of the recurrent kernel. */
    default S recurrentInitializer(Initializer initializer) {
        return set(() -> cell().recurrentArguments.initializer.set(initializer));
    }

    /** Sets the initializer of the bias by name; "zeros" by default. */
    default S biasInitializer(String name) {
        return set(() -> cell().biasArguments.initializer.set(name));
    }

    /** Sets the initializer of the bias. */
    default S biasInitializer(Initializer initializer) {
        return set(() -> cell().biasArguments.initializer.set(initializer));
    }

    /** Adds a penalty on the kernel to the loss, by name, such as "l2". */
    default S kernelRegularizer(String name) {
        return set(() -> cell().kernelArguments.regularizer.set(name));
    }

    /** Adds a penalty on the kernel to the loss; null, the default, for none. */
    default S kernelRegularizer(Regularizer regularizer) {
        return set(() -> cell().kernelArguments.regularizer.set(regularizer));
    }

    /** Adds a penalty on the recurrent kernel to the loss, by name, such as "l2". */
    default S recurrentRegularizer(String name) {
        return set(() -> cell().recurrentArguments.regularizer.set(name));
    }

    /** Adds a penalty on the recurrent kernel to the loss; null, the default, for none. */
    default S recurrentRegularizer(Regularizer regularizer) {
        return set(() -> cell().recurrentArguments.regularizer.set(regularizer));
    }

    /** Adds a penalty on the bias to the loss, by name, such as "l2". */
    default S biasRegularizer(String name) {
        return set(() -> cell().biasArguments.regularizer.set(name));
    }

    /** Adds a penalty on the bias to the loss; null, the default, for none. */
    default S biasRegularizer(Regularizer regularizer) {
        return set(() -> cell().biasArguments.regularizer.set(regularizer));
    }

    /** Constrains the kernel after each update, by name, such as "max_norm". */
    default S kernelConstraint(String name) {
        return set(() -> cell().kernelArguments.constraint.set(name));
    }

    /** Constrains the kernel after each update; null, the default, for no constraint. */
    default S kernelConstraint(Constraint constraint) {
        return set(() -> cell().kernelArguments.constraint.set(constraint));
    }

    /** Constrains the recurrent kernel after each update, by name, such as "max_norm". */
    default S recurrentConstraint(String name) {
        return set(() -> cell().recurrentArguments.constraint.set(name));
    }

    /** Constrains the recurrent kernel after each update; null, the default, for no constraint. */
    default S recurrentConstraint(Constraint constraint) {
        return set(() -> cell().recurrentArguments.constraint.set(constraint));
    }

    /** Constrains the bias after each update, by name, such as "non_neg". */
    default S biasConstraint(String name) {
        return set(() -> cell().biasArguments.constraint.set(name));
    }

    /** Constrains the bias after each update; null, the default, for no constraint. */
    default S biasConstraint(Constraint constraint) {
        return set(() -> cell().biasArguments.constraint.set(constraint));
    }

    /** Sets the part of the inputs that is dropped in training, the same at every step, from 0, the default, to 1. */
    default S dropout(double rate) {
        return set(() -> cell().dropout.set(rate));
    }

    /** Sets the part of the recurrent inputs that is dropped in training, the same at every step, from 0, the default, to 1. */
    default S recurrentDropout(double rate) {
        return set(() -> cell().recurrentDropout.set(rate));
    }

    /** Sets the seed of the dropouts, by which runs can be repeated. */
    default S seed(Number value) {
        return set(() -> cell().seed.set(value));
    }

    /** Does {@code setting} and returns this. */
    @SuppressWarnings("unchecked")
    private S set(Runnable setting) {
        setting.run();
        return (S) this;
    }
}
