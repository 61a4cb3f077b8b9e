package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * The largest of several Dense layers, unit by unit: a learned activation that is convex and linear in pieces. Only Keras 1 had it.
 *
 * <p>Input: (batch, features). Output: (batch, units). Weights: kernel (nb_feature, features, units), bias (nb_feature, units). Source:
 * Goodfellow et al., Maxout Networks (2013).
 *
 * <pre>{@code
 * new MaxoutDense(64).nbFeature(5)
 * }</pre>
 */
public final class MaxoutDense extends KernelLayer<MaxoutDense> {
    private final Argument<Integer> units = argument("units", Codecs.atLeast(1));
    private final Argument<Integer> nbFeature = argument("nb_feature", Codecs.atLeast(1), 4);
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);

    /** To be configured. */
    MaxoutDense() {
        inputSpec(new InputSpec().rank(2));
    }

    /** A layer with this number of outputs. */
    public MaxoutDense(int units) {
        this();
        this.units.set(units);
    }

    /** Sets the number of Dense layers of which the largest output counts; 4 by default. */
    public MaxoutDense nbFeature(int number) {
        nbFeature.set(number);
        return this;
    }

    /** Sets whether biases are added; true by default. */
    public MaxoutDense useBias(boolean value) {
        useBias.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        inputSpec(new InputSpec().rank(2).axis(1, input.dim(1)));
        addKernelAndBias(
                Shape.of(nbFeature.get(), input.dim(1), units.get()),
                useBias.get() ? Shape.of(nbFeature.get(), units.get()) : null);
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor products = Ops.swapaxes(Ops.matmul(Ops.expandDims(x, 0), value(kernel())), 0, 1);
        return activate(Ops.max(addBias(products), 1));
    }

    @Override
    Argument<?> biasSwitch() {
        return useBias;
    }
}
