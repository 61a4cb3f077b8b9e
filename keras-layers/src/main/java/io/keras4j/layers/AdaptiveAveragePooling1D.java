package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The means of the parts of a sequence, as many as are asked for whatever its size; <a
 * href="https://keras.io/api/layers/pooling_layers/adaptive_average_pooling1d/">Keras's</a>.
 *
 * <p>Input: (batch, steps, channels). Output: (batch, output size..., channels), or with the data format "channels_first" the channels
 * before the other axes in both. Of an axis of size n, part i of k goes from ⌊i · n / k⌋ to ⌈(i + 1) · n / k⌉.
 *
 * <pre>{@code
 * new AdaptiveAveragePooling1D(6)
 * }</pre>
 */
public final class AdaptiveAveragePooling1D extends BaseAdaptivePooling<AdaptiveAveragePooling1D> {
    /** To be configured. */
    AdaptiveAveragePooling1D() {
        super(1);
    }

    /** With this size of the output: one number per spatial axis, or one for all. */
    public AdaptiveAveragePooling1D(int... outputSize) {
        this();
        setOutputSize(outputSize);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> outputSize, String dataFormat) {
        return Ops.adaptiveAveragePool(x, outputSize, dataFormat);
    }
}
