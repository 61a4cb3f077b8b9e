package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
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

    /** Combines x along {@code axis}, which stays with size 1. */
    abstract Tensor pool(Tensor x, int axis);

    @Override
    protected Tensor call(Tensor x) {
        Tensor y = x;
        for (int i = 0; i < rank; i++) {
            y = pool(y, dataFormat.get().spatialAxis() + i, outputSize.get().get(i));
        }
        return y;
    }

    /** Part i of {@code parts} goes from ⌊i · size / parts⌋ to ⌈(i + 1) · size / parts⌉. */
    private Tensor pool(Tensor x, int axis, long parts) {
        long size = x.shape().dim(axis);
        if (size == Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    "the sizes of the spatial axes must be known, got an input of shape " + x.shape());
        }
        if (size % parts == 0) {
            Shape shape = x.shape();
            Shape cut =
                    shape.slice(0, axis).append(parts).append(size / parts).concat(shape.slice(axis + 1, shape.rank()));
            return Ops.squeeze(pool(Ops.reshape(x, cut), axis + 1), axis + 1);
        }
        List<Tensor> pooled = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            pooled.add(pool(Ops.slice(x, axis, i * size / parts, ((i + 1) * size + parts - 1) / parts), axis));
        }
        return Ops.concatenate(pooled, axis);
    }
}
