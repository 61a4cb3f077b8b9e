package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The largest element of all positions of a volume; <a href="https://keras.io/api/layers/pooling_layers/global_max_pooling3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels), or with the data format "channels_first" (batch, channels, depth, height, width).
 * Output: (batch, channels), or with {@code keepDims} the spatial axes with size 1.
 */
public final class GlobalMaxPooling3D extends BaseGlobalPooling<GlobalMaxPooling3D> {
    /** Over all positions. */
    public GlobalMaxPooling3D() {
        super(3);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> axes, boolean keep) {
        return Ops.max(x, axes, keep);
    }
}
