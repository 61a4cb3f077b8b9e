package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The mean in each window of a volume; <a href="https://keras.io/api/layers/pooling_layers/average_pooling3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, new depth, new height, new width, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new AveragePooling3D(2)
 * new AveragePooling3D(3).strides(2).padding("same")
 * }</pre>
 */
public final class AveragePooling3D extends BasePooling<AveragePooling3D> {
    /** To be configured. */
    AveragePooling3D() {
        super(3);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public AveragePooling3D(int first, int... more) {
        super(3);
        setPoolSize(IntStream.concat(IntStream.of(first), IntStream.of(more)).toArray());
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.averagePool(x, window);
    }
}
