package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.initializers.Ones;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/**
 * A Dense layer that lets its input pass as far as a gate says: t · activation(x · kernel + bias) + (1 - t) · x, where t = sigmoid(x · carry_kernel +
 * carry_bias). Only Keras 1 had it.
 *
 * <p>Input and output: (batch, features). Weights: kernel and carry_kernel (features, features), bias and carry_bias (features). Source:
 * Srivastava et al., Highway Networks (2015).
 *
 * <pre>{@code
 * new Highway().activation("relu")
 * }</pre>
 */
public final class Highway extends KernelLayer<Highway> {
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    private Variable carryKernel;
    private Variable carryBias;

    /** With biases, of which that of the gate is one at first. */
    public Highway() {
        inputSpec(new InputSpec().rank(2));
    }

    /** Sets whether biases are added; true by default. */
    public Highway useBias(boolean value) {
        useBias.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        long features = input.dim(1);
        inputSpec(new InputSpec().rank(2).axis(1, features));
        Shape square = Shape.of(features, features);
        addKernel(square, kernelInitializer());
        carryKernel = addWeight("carry_kernel", square, kernelInitializer(), null, null, true);
        addBiasWeight(useBias.get() ? Shape.of(features) : null);
        if (useBias.get()) {
            carryBias = addWeight("carry_bias", Shape.of(features), new Ones(), null, null, true);
        }
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor gate = Ops.matmul(x, value(carryKernel));
        Tensor transform = Ops.sigmoid(carryBias == null ? gate : Ops.add(gate, value(carryBias)));
        Tensor y = activate(addBias(Ops.matmul(x, value(kernel()))));
        return Ops.add(Ops.multiply(y, transform), Ops.multiply(Ops.subtract(1, transform), x));
    }

    @Override
    Argument<?> biasSwitch() {
        return useBias;
    }
}
