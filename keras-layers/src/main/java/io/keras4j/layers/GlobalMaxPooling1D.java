package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The largest element of all positions of a sequence; <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels), or with the data format "channels_first" (batch, channels, steps).
 * Output: (batch, channels), or with {@code keepDims} the spatial axes with size 1.
 */
public final class GlobalMaxPooling1D extends BaseGlobalPooling<GlobalMaxPooling1D> {
    /** Over all positions. */
    public GlobalMaxPooling1D() {
        super(1);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> axes, boolean keep) {
        return Ops.max(x, axes, keep);
    }
}
