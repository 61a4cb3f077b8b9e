package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;

/**
 * The largest element in each window of an image; <a href="https://keras.io/api/layers/pooling_layers/max_pooling2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, new height, new width, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new MaxPooling2D(2)
 * new MaxPooling2D(3).strides(2).padding("same")
 * }</pre>
 */
public final class MaxPooling2D extends BasePooling<MaxPooling2D> {
    /** With a pool size of 2. */
    public MaxPooling2D() {
        super(2);
        setPoolSize(2);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public MaxPooling2D(int... poolSize) {
        super(2);
        setPoolSize(poolSize);
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.maxPool(x, window);
    }
}
