package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The largest elements of the parts of a volume, as many as are asked for whatever its size; <a
 * href="https://keras.io/api/layers/pooling_layers/adaptive_max_pooling3d/">Keras's</a>.
 *
 * <p>Input: (batch, depth, height, width, channels). Output: (batch, output size..., channels), or with the data format "channels_first" the channels
 * before the other axes in both. Of an axis of size n, part i of k goes from ⌊i · n / k⌋ to ⌈(i + 1) · n / k⌉.
 *
 * <pre>{@code
 * new AdaptiveMaxPooling3D(4)
 * }</pre>
 */
public final class AdaptiveMaxPooling3D extends BaseAdaptivePooling<AdaptiveMaxPooling3D> {
    /** To be configured. */
    AdaptiveMaxPooling3D() {
        super(3);
    }

    /** With this size of the output: one number per spatial axis, or one for all. */
    public AdaptiveMaxPooling3D(int... outputSize) {
        this();
        setOutputSize(outputSize);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> outputSize, String dataFormat) {
        return Ops.adaptiveMaxPool(x, outputSize, dataFormat);
    }
}
