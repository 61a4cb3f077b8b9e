package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;

/**
 * Divides by the root of the mean of the squares along some axes: x / √(mean(x²) + ε) · scale; <a
 * href="https://keras.io/api/layers/normalization_layers/rms_normalization/">Keras's</a>.
 *
 * <p>Input and output: any shape. Weights: scale, of the sizes of these axes, which must be the last ones. Source: Zhang and Sennrich, Root
 * Mean Square Layer Normalization (2019).
 *
 * <pre>{@code
 * new RMSNormalization()
 * }</pre>
 */
public final class RMSNormalization extends FluentLayer<RMSNormalization> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), -1);
    private final Argument<Double> epsilon = argument("epsilon", Codecs.number(), 1e-6);
    private Variable scale;

    /** Along the last axis. */
    public RMSNormalization() {}

    /** Sets the axes along which to normalise, which may be negative; the last by default. */
    public RMSNormalization axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    /** Sets what is added to the mean of the squares; 1e-6 by default. */
    public RMSNormalization epsilon(double value) {
        epsilon.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        List<Integer> axes = axis.get().stream().map(input::axis).sorted().toList();
        if (axes.get(0) != input.rank() - axes.size()) {
            throw new IllegalArgumentException(
                    "axis must name the last axes, got axis=" + axis.get() + " for an input of shape " + input);
        }
        scale = addWeight("scale", input.slice(axes.get(0), input.rank()), "ones");
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.rmsNormalization(x, value(scale), axis.get(), epsilon.get());
    }
}
