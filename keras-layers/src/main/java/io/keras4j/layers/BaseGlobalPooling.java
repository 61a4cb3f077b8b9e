package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/** Combines what is at all positions of some number of spatial axes. */
abstract class BaseGlobalPooling<S extends BaseGlobalPooling<S>> extends FluentLayer<S> {
    private final int rank;
    private final Argument<DataFormat> dataFormat = argument("data_format", DataFormat.codec(), null);
    private final Argument<Boolean> keepDims = argument("keepdims", Codecs.bool(), false);

    /** A layer over {@code rank} spatial axes. */
    BaseGlobalPooling(int rank) {
        this.rank = rank;
        inputSpec(new InputSpec().rank(rank + 2));
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    /** Sets whether the spatial axes stay, with size 1; false by default. */
    public S keepDims(boolean value) {
        keepDims.set(value);
        return self();
    }

    /** Combines x along {@code axes}. */
    abstract Tensor pool(Tensor x, List<Integer> axes, boolean keep);

    @Override
    protected Tensor call(Tensor x) {
        int first = dataFormat.get().spatialAxis();
        return pool(x, IntStream.range(first, first + rank).boxed().toList(), keepDims.get());
    }
}
