package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * Repeats each step of a sequence; <a href="https://keras.io/api/layers/reshaping_layers/up_sampling1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, steps · size, channels).
 */
public final class UpSampling1D extends BaseUpSampling<UpSampling1D> {
    private final Argument<Integer> size = argument("size", Codecs.atLeast(1), 2);

    /** With a size of 2. */
    public UpSampling1D() {
        super(1);
    }

    /** With this size. */
    public UpSampling1D(int size) {
        this();
        this.size.set(size);
    }

    @Override
    protected Tensor call(Tensor x) {
        return repeat(x, 1, List.of(size.get()));
    }
}
