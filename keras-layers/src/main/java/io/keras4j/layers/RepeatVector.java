package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * Makes a sequence of each vector by repeating it; <a href="https://keras.io/api/layers/reshaping_layers/repeat_vector/">Keras's</a>.
 *
 * <p>Input: (batch, features). Output: (batch, n, features).
 */
public final class RepeatVector extends FluentLayer<RepeatVector> {
    private final Argument<Integer> n = argument("n", Codecs.atLeast(1));

    /** To be configured. */
    RepeatVector() {
        inputSpec(new InputSpec().rank(2));
    }

    /** A layer that repeats n times. */
    public RepeatVector(int n) {
        this();
        this.n.set(n);
    }

    @Override
    protected Tensor call(Tensor x) {
        Shape shape = x.shape();
        return Ops.broadcastTo(Ops.expandDims(x, 1), Shape.of(shape.dim(0), n.get(), shape.dim(1)));
    }
}
