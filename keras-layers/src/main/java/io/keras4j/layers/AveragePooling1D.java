package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * The mean in each window of a sequence; <a href="https://keras.io/api/layers/pooling_layers/average_pooling1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, new steps, channels), or with the data format "channels_first"
 * the channels before the other axes in both.
 *
 * <pre>{@code
 * new AveragePooling1D(2)
 * new AveragePooling1D(3).strides(2).padding("same")
 * }</pre>
 */
public final class AveragePooling1D extends BasePooling<AveragePooling1D> {
    /** To be configured. */
    AveragePooling1D() {
        super(1);
    }

    /** With this pool size: one number per spatial axis, or one for all. */
    public AveragePooling1D(int first, int... more) {
        super(1);
        setPoolSize(IntStream.concat(IntStream.of(first), IntStream.of(more)).toArray());
    }

    @Override
    Tensor pool(Tensor x, Window window) {
        return Ops.averagePool(x, window);
    }
}
