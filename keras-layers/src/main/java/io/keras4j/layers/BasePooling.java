package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Combines what is in a window that slides over some number of spatial axes. */
abstract class BasePooling<S extends BasePooling<S>> extends FluentLayer<S> {
    private final Argument<List<Integer>> poolSize;
    private final Argument<String> padding;
    private final Argument<List<Integer>> strides;
    private final Argument<DataFormat> dataFormat;

    /** A layer over {@code rank} spatial axes whose pool size must be given. */
    BasePooling(int rank) {
        poolSize = argument("pool_size", Codecs.integers(rank));
        padding = argument("padding", Paddings.codec("valid", "same"), "valid");
        strides = argument("strides", Codecs.integers(rank).optional(), null);
        dataFormat = argument("data_format", DataFormat.codec(), null);
        inputSpec(new InputSpec().rank(rank + 2));
    }

    final void setPoolSize(int... size) {
        poolSize.set(size);
    }

    /** Sets the strides: one number per spatial axis, or one for all; by default the pool size. */
    public S strides(int... steps) {
        strides.set(steps);
        return self();
    }

    /** Sets "valid", the default, to stay inside the input; "same" to go over its borders, where what is outside does not count. */
    public S padding(String name) {
        padding.set(name);
        return self();
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    /** Combines what is in {@code window} on x, whose channels come last. */
    abstract Tensor pool(Tensor x, Window window);

    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = dataFormat.get();
        Window window = new Window(poolSize.get(), effectiveStrides(), Padding.of(padding.get()));
        return format.fromChannelsLast(pool(format.toChannelsLast(x), window));
    }

    private List<Integer> effectiveStrides() {
        return strides.get() == null ? poolSize.get() : strides.get();
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        config.put(strides.key(), new ArrayList<>(effectiveStrides()));
        return config;
    }
}
