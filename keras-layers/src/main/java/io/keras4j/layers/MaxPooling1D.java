package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;

/**
 * The largest element in each window of a sequence; <a href="https://keras.io/api/layers/pooling_layers/max_pooling1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, new steps, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new MaxPooling1D(2)
 * new MaxPooling1D(3).strides(2).padding("same")
 * }</pre>
 */
public final class MaxPooling1D extends BasePooling<MaxPooling1D> {
    /** With a pool size of 2. */
    public MaxPooling1D() {
        super(1);
        setPoolSize(2);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public MaxPooling1D(int... poolSize) {
        super(1);
        setPoolSize(poolSize);
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.maxPool(x, window);
    }
}
