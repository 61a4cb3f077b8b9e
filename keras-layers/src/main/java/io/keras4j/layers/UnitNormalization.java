package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Scales each sample along some axes so that its Euclidean norm is 1; <a
 * href="https://keras.io/api/layers/normalization_layers/unit_normalization/">Keras's</a>. Zeros stay zeros.
 *
 * <p>Input and output: any shape.
 *
 * <pre>{@code
 * new UnitNormalization().axis(1, 2)
 * }</pre>
 */
public final class UnitNormalization extends FluentLayer<UnitNormalization> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), -1);

    /** Along the last axis. */
    public UnitNormalization() {}

    /** Sets the axes along which to normalise, which may be negative; the last by default. */
    public UnitNormalization axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.normalize(x, axis.get(), 2, 1e-12);
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
