package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The largest element of all positions of an image; <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling2d/">Keras's</a>.
 *
 * <p>Input: (batch, height, width, channels), or with the data format "channels_first" (batch, channels, height, width).
 * Output: (batch, channels), or with {@code keepDims} the spatial axes with size 1.
 */
public final class GlobalMaxPooling2D extends BaseGlobalPooling<GlobalMaxPooling2D> {
    /** Over all positions. */
    public GlobalMaxPooling2D() {
        super(2);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> axes, boolean keep) {
        return Ops.max(x, axes, keep);
    }
}
