package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * Turns each sample into a vector; <a href="https://keras.io/api/layers/reshaping_layers/flatten/">Keras's</a>. The batch stays.
 *
 * <p>Input: (batch, ...). Output: (batch, the product of the other sizes). With data format "channels_first" channels are moved to the end
 * before, so that the order is the same for both formats.
 */
public final class Flatten extends FluentLayer<Flatten> {
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);

    /** With the data format of {@link io.keras4j.Keras#imageDataFormat()}. */
    public Flatten() {
        inputSpec(new InputSpec().minRank(1));
    }

    /** Sets "channels_last" or "channels_first". */
    public Flatten dataFormat(String value) {
        dataFormat.set(value);
        return this;
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor last = x.rank() > 1 ? dataFormat.get().toChannelsLast(x) : x;
        Shape shape = last.shape();
        return Ops.reshape(last, shape.dim(0), shape.slice(1, shape.rank()).size());
    }
}
