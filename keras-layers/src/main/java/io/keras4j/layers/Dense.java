package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Every output depends on every input: activation(x · kernel + bias); <a href="https://keras.io/api/layers/core_layers/dense/">Keras's</a>.
 *
 * <p>Input: (batch, ..., features). Output: (batch, ..., units). Weights: kernel (features, units), bias (units).
 *
 * <pre>{@code
 * new Dense(64).activation("relu").kernelRegularizer(new L2(1e-4)).name("hidden")
 * }</pre>
 */
public final class Dense extends KernelLayer<Dense> {
    private final Argument<Integer> units = argument("units", Codecs.atLeast(1));
    private final Argument<Boolean> useBias = argument("use_bias", Codecs.bool(), true);
    private final Argument<Object> quantization = argument("quantization_config", Unsupported.unlessNull(), null);

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
        addKernelAndBias(Shape.of(input.dim(-1), units.get()), useBias.get() ? Shape.of(units.get()) : null);
    }

    /** With more than 2 axes, all but the last are one for the multiplication, which is then a single one. */
    @Override
    protected Tensor call(Tensor x) {
        Shape shape = x.shape();
        long rows = shape.slice(0, shape.rank() - 1).size();
        Tensor matrix = x.rank() == 2 ? x : Ops.reshape(x, rows, shape.dim(-1));
        Tensor y = addBias(Ops.matmul(matrix, value(kernel())));
        return activate(x.rank() == 2 ? y : Ops.reshape(y, shape.with(-1, units.get())));
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

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(quantization.key()));
        return config;
    }
}
