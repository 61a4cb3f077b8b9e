package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;

/**
 * The largest element in each window of a volume; <a href="https://keras.io/api/layers/pooling_layers/max_pooling3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, new depth, new height, new width, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new MaxPooling3D(2)
 * new MaxPooling3D(3).strides(2).padding("same")
 * }</pre>
 */
public final class MaxPooling3D extends BasePooling<MaxPooling3D> {
    /** With a pool size of 2. */
    public MaxPooling3D() {
        super(3);
        setPoolSize(2);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public MaxPooling3D(int... poolSize) {
        super(3);
        setPoolSize(poolSize);
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.maxPool(x, window);
    }
}
