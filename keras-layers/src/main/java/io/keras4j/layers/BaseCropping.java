package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.Slice;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Drops what is at the borders of some number of spatial axes. */
abstract class BaseCropping<S extends BaseCropping<S>> extends FluentLayer<S> {
    private final Argument<List<List<Integer>>> cropping;

    /** A layer over {@code rank} spatial axes. */
    BaseCropping(int rank, int defaultCropping) {
        cropping = argument("cropping", Pairs.codec(rank), defaultCropping);
        inputSpec(new InputSpec().rank(rank + 2));
    }

    final void setCropping(Object value) {
        cropping.set(value);
    }

    /** Where the channels are. */
    abstract DataFormat format();

    @Override
    protected Tensor call(Tensor x) {
        Shape shape = x.shape();
        List<Long> start = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        List<Long> stop = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
        for (int i = 0; i < cropping.get().size(); i++) {
            int axis = format().spatialAxis() + i;
            long before = cropping.get().get(i).get(0);
            long after = cropping.get().get(i).get(1);
            start.set(axis, before);
            // a size that is not known while a model is described is not known of the output either
            if (shape.dim(axis) != Shape.UNKNOWN) {
                if (before + after >= shape.dim(axis)) {
                    throw new IllegalArgumentException(
                            "cropping must be smaller than the input along each axis, got cropping=" + cropping.get()
                                    + " for an input of shape " + shape);
                }
                stop.set(axis, shape.dim(axis) - after);
            }
        }
        return Ops.slice(x, start, stop, Collections.nCopies(x.rank(), 1L));
    }
}
