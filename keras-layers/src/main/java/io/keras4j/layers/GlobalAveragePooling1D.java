package io.keras4j.layers;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * The mean of all steps of a sequence; <a href="https://keras.io/api/layers/pooling_layers/global_average_pooling1d/">Keras's</a>. Steps that
 * the input's mask excludes do not count.
 *
 * <p>Input: (batch, steps, channels), or with the data format "channels_first" (batch, channels, steps).
 * Output: (batch, channels), or with {@code keepDims} the steps with size 1.
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling<GlobalAveragePooling1D> {
    /** Over all steps. */
    public GlobalAveragePooling1D() {
        super(1);
    }

    @Override
    Tensor pool(Tensor x, List<Integer> axes, boolean keep) {
        if (x.mask() == null) {
            return Ops.mean(x, axes, keep);
        }
        Tensor mask = Ops.expandDims(x.mask(), axes.get(0) == 1 ? 2 : 1);
        Tensor total = Ops.sum(Ops.where(mask, x, 0), axes, keep);
        return Ops.divide(total, Ops.sum(Ops.cast(mask, x.dtype()), axes, keep));
    }

    /** A vector has no steps to mask any more. */
    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        return Collections.singletonList(null);
    }
}
