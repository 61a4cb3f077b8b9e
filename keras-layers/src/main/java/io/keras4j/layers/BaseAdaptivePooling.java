package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** Combines what is in windows that cut some number of spatial axes into a given number of parts, which may overlap by one. */
abstract class BaseAdaptivePooling<S extends BaseAdaptivePooling<S>> extends FluentLayer<S> {
    private final int rank;
    private final Argument<List<Integer>> outputSize;
    private final Argument<DataFormat> dataFormat;

    /** A layer over {@code rank} spatial axes. */
    BaseAdaptivePooling(int rank) {
        this.rank = rank;
        outputSize = argument("output_size", Codecs.integers(rank));
        dataFormat = argument("data_format", DataFormat.codec(), null);
        inputSpec(new InputSpec().rank(rank + 2));
    }

    final void setOutputSize(int... size) {
        outputSize.set(size);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    /** Combines what is in the parts of x. */
    abstract Tensor pool(Tensor x, List<Integer> outputSize, String dataFormat);

    @Override
    protected Tensor call(Tensor x) {
        return pool(x, outputSize.get(), dataFormat.get().toString());
    }
}
