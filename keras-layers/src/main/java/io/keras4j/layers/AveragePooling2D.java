package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The mean in each window of an image; <a href="https://keras.io/api/layers/pooling_layers/average_pooling2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels). Output: (batch, new height, new width, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new AveragePooling2D(2)
 * new AveragePooling2D(3).strides(2).padding("same")
 * }</pre>
 */
public final class AveragePooling2D extends BasePooling<AveragePooling2D> {
    /** To be configured. */
    AveragePooling2D() {
        super(2);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public AveragePooling2D(int first, int... more) {
        super(2);
        setPoolSize(IntStream.concat(IntStream.of(first), IntStream.of(more)).toArray());
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.averagePool(x, window);
    }
}
