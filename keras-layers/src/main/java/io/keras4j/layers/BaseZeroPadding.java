package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Adds zeros at the borders of some number of spatial axes. */
abstract class BaseZeroPadding<S extends BaseZeroPadding<S>> extends FluentLayer<S> {
    private final Argument<List<List<Integer>>> padding;
    private final Argument<DataFormat> dataFormat;

    /** A layer over {@code rank} spatial axes that adds one zero everywhere. */
    BaseZeroPadding(int rank) {
        padding = argument("padding", Pairs.codec(rank), 1);
        dataFormat = argument("data_format", DataFormat.codec(), null);
        inputSpec(new InputSpec().rank(rank + 2));
    }

    final void setPadding(Object value) {
        padding.set(value);
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.pad(x, widths(x, 0), widths(x, 1), 0);
    }

    private List<Long> widths(Tensor x, int side) {
        List<Long> widths = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        for (int i = 0; i < padding.get().size(); i++) {
            widths.set(dataFormat.get().spatialAxis() + i, (long)
                    padding.get().get(i).get(side));
        }
        return widths;
    }
}
