package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Normalises each sample for itself along some axes: γ · (x - mean) / √(variance + ε) + β; <a
 * href="https://keras.io/api/layers/normalization_layers/layer_normalization/">Keras's</a>.
 *
 * <p>Input and output: any shape. Weights: gamma and beta, of the sizes of these axes. Source: Ba et al., Layer Normalization (2016).
 *
 * <pre>{@code
 * new LayerNormalization().epsilon(1e-6)
 * }</pre>
 */
public final class LayerNormalization extends AffineNormalization<LayerNormalization> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), -1);
    private final Argument<Boolean> rmsScaling = argument("rms_scaling", Codecs.bool(), false);

    /** Along the last axis. */
    public LayerNormalization() {}

    /** Sets the axes along which to normalise, which may be negative; the last by default. */
    public LayerNormalization axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    @Override
    protected void build(Shape input) {
        Shape shape = Shape.of(axes(input).stream().mapToLong(input::dim).toArray());
        if (scale() || rmsScaling.get()) {
            addGamma(shape);
        }
        if (center() && !rmsScaling.get()) {
            addBeta(shape);
        }
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, DType.result(input.dtype(), DType.FLOAT32));
        Tensor y = rmsScaling.get()
                ? scaleByVariance(x)
                : Ops.layerNormalization(x, gamma(x), beta(x), axes(x.shape()), epsilon());
        return Ops.cast(y, dtypePolicy().compute());
    }

    /** What Keras's deprecated rms_scaling does, which files may ask for; it is not {@link RMSNormalization}. */
    private Tensor scaleByVariance(Tensor x) {
        List<Integer> axes = axes(x.shape());
        Tensor factor = Ops.rsqrt(Ops.add(Ops.var(x, axes, true), epsilon()));
        return Ops.multiply(x, Ops.multiply(factor, Ops.alongAxes(gamma(x), axes, x)));
    }

    private List<Integer> axes(Shape shape) {
        return axis.get().stream().map(shape::axis).sorted().toList();
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(rmsScaling.key()));
        moveToEnd(config, weightKeys());
        return config;
    }
}
