package io.keras4j.layers;

import io.keras4j.activations.Activation;
import io.keras4j.activations.LayerActivation;
import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Map;

/**
 * What layers have in common that compute activation(f(x, kernel) + bias): the arguments that concern the kernel, the bias and the
 * activation.
 */
abstract class KernelLayer<S extends KernelLayer<S>> extends FluentLayer<S> {
    private final Argument<Activation> activation = argument("activation", Activation.codec(), null);
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    private final Argument<Initializer> kernelInitializer =
            argument("kernel_initializer", Initializer.KIND.codec(), "glorot_uniform");
    private final Argument<Initializer> biasInitializer =
            argument("bias_initializer", Initializer.KIND.codec(), "zeros");
    private final Argument<Regularizer> kernelRegularizer =
            argument("kernel_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Regularizer> biasRegularizer =
            argument("bias_regularizer", Regularizer.KIND.codec().optional(), null);
    private final Argument<Constraint> kernelConstraint =
            argument("kernel_constraint", Constraint.KIND.codec().optional(), null);
    private final Argument<Constraint> biasConstraint =
            argument("bias_constraint", Constraint.KIND.codec().optional(), null);
    private final Argument<Object> loraRank = implicitArgument("lora_rank", Unsupported.unlessNull(), null);
    private final Argument<Object> loraAlpha = implicitArgument("lora_alpha", Unsupported.unlessNull(), null);
    private Variable kernel;
    private Variable bias;

    /** Sets the activation by name, such as "relu"; none by default. */
    public S activation(String name) {
        activation.set(name);
        return self();
    }

    /** Sets the activation; null, the default, for none. */
    public S activation(Activation function) {
        activation.set(function);
        return self();
    }

    /** Sets a layer as activation, such as {@code new LeakyReLU(0.1)}. */
    public S activation(Layer layer) {
        activation.set(layer);
        return self();
    }

    /** Sets whether a bias is added; true by default. */
    public S useBias(boolean value) {
        useBias.set(value);
        return self();
    }

    /** Sets the initializer of the kernel by name; "glorot_uniform" by default. */
    public S kernelInitializer(String name) {
        kernelInitializer.set(name);
        return self();
    }

    /** Sets the initializer of the kernel. */
    public S kernelInitializer(Initializer initializer) {
        kernelInitializer.set(initializer);
        return self();
    }

    /** Sets the initializer of the bias by name; "zeros" by default. */
    public S biasInitializer(String name) {
        biasInitializer.set(name);
        return self();
    }

    /** Sets the initializer of the bias. */
    public S biasInitializer(Initializer initializer) {
        biasInitializer.set(initializer);
        return self();
    }

    /** Adds a penalty on the kernel to the loss, by name, such as "l2". */
    public S kernelRegularizer(String name) {
        kernelRegularizer.set(name);
        return self();
    }

    /** Adds a penalty on the kernel to the loss; null, the default, for none. */
    public S kernelRegularizer(Regularizer regularizer) {
        kernelRegularizer.set(regularizer);
        return self();
    }

    /** Adds a penalty on the bias to the loss, by name, such as "l2". */
    public S biasRegularizer(String name) {
        biasRegularizer.set(name);
        return self();
    }

    /** Adds a penalty on the bias to the loss; null, the default, for none. */
    public S biasRegularizer(Regularizer regularizer) {
        biasRegularizer.set(regularizer);
        return self();
    }

    /** Constrains the kernel after each update, by name, such as "max_norm". */
    public S kernelConstraint(String name) {
        kernelConstraint.set(name);
        return self();
    }

    /** Constrains the kernel after each update; null, the default, for no constraint. */
    public S kernelConstraint(Constraint constraint) {
        kernelConstraint.set(constraint);
        return self();
    }

    /** Constrains the bias after each update, by name, such as "non_neg". */
    public S biasConstraint(String name) {
        biasConstraint.set(name);
        return self();
    }

    /** Constrains the bias after each update; null, the default, for no constraint. */
    public S biasConstraint(Constraint constraint) {
        biasConstraint.set(constraint);
        return self();
    }

    /** The kernel, once the layer is built. */
    public Variable kernel() {
        return kernel;
    }

    /** The bias, once the layer is built; null when there is none. */
    public Variable bias() {
        return bias;
    }

    /** Makes the kernel, of this shape, and the bias, one number per filter or unit. */
    final void addKernelAndBias(Shape shape) {
        kernel = addWeight(
                "kernel", shape, kernelInitializer.get(), kernelRegularizer.get(), kernelConstraint.get(), true);
        if (useBias.get()) {
            bias = addWeight(
                    "bias",
                    Shape.of(shape.dim(-1)),
                    biasInitializer.get(),
                    biasRegularizer.get(),
                    biasConstraint.get(),
                    true);
        }
        if (activation.get() instanceof LayerActivation function) {
            addSublayer("activation", function.layer());
        }
    }

    /** x plus the bias along the last axis, if there is one. */
    final Tensor addBias(Tensor x) {
        return bias == null ? x : Ops.add(x, value(bias));
    }

    /** The activation of x. */
    final Tensor activate(Tensor x) {
        return activation.get().apply(x);
    }

    /** Keras lists the arguments of this class after those of the layer itself. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        for (String key : List.of(
                activation.key(),
                useBias.key(),
                kernelInitializer.key(),
                biasInitializer.key(),
                kernelRegularizer.key(),
                biasRegularizer.key(),
                kernelConstraint.key(),
                biasConstraint.key())) {
            config.put(key, config.remove(key));
        }
        return config;
    }
}
