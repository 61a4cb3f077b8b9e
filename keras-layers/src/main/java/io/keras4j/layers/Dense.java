package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Every output depends on every input: activation(x · kernel + bias); <a href="https://keras.io/api/layers/core_layers/dense/">Keras's</a>.
 *
 * <p>Input: (batch, ..., features). Output: (batch, ..., units). Weights: kernel (features, units), bias (units).
 *
 * <pre>{@code
 * new Dense(64).activation("relu").kernelRegularizer(new L2(1e-4)).name("hidden")
 * }</pre>
 */
public final class Dense extends ProductLayer<Dense> {
    private final Argument<Integer> units = argument("units", Codecs.atLeast(1));
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);

    /** To be configured. */
    Dense() {
        inputSpec(new InputSpec().minRank(2));
    }

    /** A layer with this number of outputs. */
    public Dense(int units) {
        this();
        this.units.set(units);
    }

    /** Sets whether a bias is added; true by default. */
    public Dense useBias(boolean value) {
        useBias.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        inputSpec(new InputSpec().minRank(2).axis(-1, input.dim(-1)));
        addWeights(
                Shape.of(input.dim(-1), units.get()),
                kernelInitializer(),
                useBias.get() ? Shape.of(units.get()) : null);
        if (lora().rank.get() != null) {
            // as in Keras: a lora_alpha that was given as an argument has no effect
            enableLora(lora().rank.get());
        }
    }

    /** With more than 2 axes, all but the last are one for the multiplication, which is then a single one. */
    @Override
    Tensor multiply(Tensor x, Tensor kernel) {
        Shape shape = x.shape();
        if (x.rank() == 2) {
            return Ops.matmul(x, kernel);
        }
        long rows = shape.slice(0, shape.rank() - 1).size();
        Tensor y = Ops.matmul(Ops.reshape(x, rows, shape.dim(-1)), kernel);
        return Ops.reshape(y, shape.with(-1, kernel.shape().dim(1)));
    }

    @Override
    List<Integer> summedAxes() {
        return List.of(-1);
    }

    @Override
    Tensor scaleOfProduct(Tensor scaleOfInput) {
        return scaleOfInput;
    }

    @Override
    ScaleLayout scaleLayout(Shape kernel) {
        return new ScaleLayout(
                List.of(0), Shape.of(units.get()), scale -> Ops.squeeze(scale, 0), scale -> Ops.expandDims(scale, 0));
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }

    @Override
    Argument<?> biasSwitch() {
        return useBias;
    }

    @Override
    boolean listsActivityRegularizer() {
        return false;
    }
}
