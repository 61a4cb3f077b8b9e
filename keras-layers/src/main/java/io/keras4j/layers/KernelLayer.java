package io.keras4j.layers;

import io.keras4j.initializers.Initializer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Variable;
import java.util.List;

/** What layers have in common that compute activation(f(x, kernel) + bias): the arguments that concern the kernel, and the kernel. */
abstract class KernelLayer<S extends KernelLayer<S>> extends BiasedLayer<S> implements KernelSetters<S> {
    private final WeightArguments kernelArguments = new WeightArguments(this, "kernel", "glorot_uniform");
    private Variable kernel;

    /** The kernel, once the layer is built. */
    public Variable kernel() {
        return kernel;
    }

    /** Makes the kernel and the bias, of these shapes; that of the bias is null for none. */
    final void addKernelAndBias(Shape kernelShape, Shape biasShape) {
        addKernel(kernelShape, kernelArguments.initializer.get());
        addBiasWeight(biasShape);
    }

    /** Makes the kernel, of this shape, with this initializer instead of that of the arguments. */
    final void addKernel(Shape shape, Initializer initializer) {
        kernel = addWeight(
                "kernel",
                shape,
                initializer,
                kernelArguments.regularizer.get(),
                kernelArguments.constraint.get(),
                true);
    }

    /** Makes {@code other} the kernel. */
    final void setKernel(Variable other) {
        kernel = other;
    }

    final Initializer kernelInitializer() {
        return kernelArguments.initializer.get();
    }

    @Override
    public final WeightArguments kernelArguments() {
        return kernelArguments;
    }

    @Override
    final List<WeightArguments> weightArguments() {
        return List.of(kernelArguments);
    }
}
