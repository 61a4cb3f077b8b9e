package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.constraints.Constraint;
import io.keras4j.initializers.Initializer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Variable;
import java.util.List;

/** What layers have in common that compute activation(f(x, kernel) + bias): the arguments that concern the kernel, and the kernel. */
abstract class KernelLayer<S extends KernelLayer<S>> extends BiasedLayer<S> {
    private final WeightArguments kernelArguments = new WeightArguments(this, "kernel", "glorot_uniform");
    private final Argument<Object> loraRank = implicitArgument("lora_rank", Unsupported.unlessNull(), null);
    private final Argument<Object> loraAlpha = implicitArgument("lora_alpha", Unsupported.unlessNull(), null);
    private Variable kernel;

    /** Sets the initializer of the kernel by name; "glorot_uniform" by default. */
    public S kernelInitializer(String name) {
        kernelArguments.initializer.set(name);
        return self();
    }

    /** Sets the initializer of the kernel. */
    public S kernelInitializer(Initializer initializer) {
        kernelArguments.initializer.set(initializer);
        return self();
    }

    /** Adds a penalty on the kernel to the loss, by name, such as "l2". */
    public S kernelRegularizer(String name) {
        kernelArguments.regularizer.set(name);
        return self();
    }

    /** Adds a penalty on the kernel to the loss; null, the default, for none. */
    public S kernelRegularizer(Regularizer regularizer) {
        kernelArguments.regularizer.set(regularizer);
        return self();
    }

    /** Constrains the kernel after each update, by name, such as "max_norm". */
    public S kernelConstraint(String name) {
        kernelArguments.constraint.set(name);
        return self();
    }

    /** Constrains the kernel after each update; null, the default, for no constraint. */
    public S kernelConstraint(Constraint constraint) {
        kernelArguments.constraint.set(constraint);
        return self();
    }

    /** The kernel, once the layer is built. */
    public Variable kernel() {
        return kernel;
    }

    /** Makes the kernel and the bias, of these shapes; that of the bias is null for none. */
    final void addKernelAndBias(Shape kernelShape, Shape biasShape) {
        addKernelAndBias(kernelShape, kernelArguments.initializer.get(), biasShape);
    }

    /** {@link #addKernelAndBias(Shape, Shape)} with this initializer of the kernel instead of that of the arguments. */
    final void addKernelAndBias(Shape kernelShape, Initializer initializer, Shape biasShape) {
        addKernel(kernelShape, initializer);
        addBiasWeight(biasShape);
    }

    /** Makes the kernel alone. */
    final void addKernel(Shape kernelShape, Initializer initializer) {
        kernel = addWeight(
                "kernel",
                kernelShape,
                initializer,
                kernelArguments.regularizer.get(),
                kernelArguments.constraint.get(),
                true);
    }

    final Initializer kernelInitializer() {
        return kernelArguments.initializer.get();
    }

    @Override
    final List<WeightArguments> kernelArguments() {
        return List.of(kernelArguments);
    }
}
