package io.keras4j.layers;

import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;

/**
 * The setters of the arguments that concern a kernel.
 *
 * @param <S> the class itself
 */
interface KernelSetters<S> {
    /** The arguments. */
    WeightArguments kernelArguments();

    /** Sets the initializer of the kernel by name; "glorot_uniform" by default. */
    default S kernelInitializer(String name) {
        return set(() -> kernelArguments().initializer.set(name));
    }

    /** Sets the initializer of the kernel. */
    default S kernelInitializer(Initializer initializer) {
        return set(() -> kernelArguments().initializer.set(initializer));
    }

    /** Adds a penalty on the kernel to the loss, by name, such as "l2". */
    default S kernelRegularizer(String name) {
        return set(() -> kernelArguments().regularizer.set(name));
    }

    /** Adds a penalty on the kernel to the loss; null, the default, for none. */
    default S kernelRegularizer(Regularizer regularizer) {
        return set(() -> kernelArguments().regularizer.set(regularizer));
    }

    /** Constrains the kernel after each update, by name, such as "max_norm". */
    default S kernelConstraint(String name) {
        return set(() -> kernelArguments().constraint.set(name));
    }

    /** Constrains the kernel after each update; null, the default, for no constraint. */
    default S kernelConstraint(Constraint constraint) {
        return set(() -> kernelArguments().constraint.set(constraint));
    }

    /** Does {@code setting} and returns this. */
    @SuppressWarnings("unchecked")
    private S set(Runnable setting) {
        setting.run();
        return (S) this;
    }
}
