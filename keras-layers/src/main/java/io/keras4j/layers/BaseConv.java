package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A convolution over some number of spatial axes: the window of kernel_size slides over the input, and each filter gives a channel. */
abstract class BaseConv<S extends BaseConv<S>> extends KernelLayer<S> {
    private final int rank;
    private final Argument<Integer> filters = argument("filters", Codecs.atLeast(1));
    private final Argument<List<Integer>> kernelSize;
    private final Argument<List<Integer>> strides;
    private final Argument<String> padding;
    private final Argument<DataFormat> dataFormat;
    private final Argument<List<Integer>> dilationRate;
    private final Argument<Integer> groups;

    /**
     * A layer over {@code rank} spatial axes, to be configured.
     *
     * @param paddings the paddings that it knows
     */
    BaseConv(int rank, String... paddings) {
        this.rank = rank;
        kernelSize = argument("kernel_size", Codecs.integers(rank));
        strides = argument("strides", Codecs.integers(rank), 1);
        padding = argument("padding", Paddings.codec(paddings), "valid");
        dataFormat = argument("data_format", DataFormat.codec(), null);
        dilationRate = argument("dilation_rate", Codecs.integers(rank), 1);
        groups = argument("groups", Codecs.atLeast(1), 1);
        inputSpec(new InputSpec().minRank(rank + 2));
    }

    final void setFilters(int number, int... size) {
        filters.set(number);
        kernelSize.set(size);
    }

    /** Sets the strides: one number per spatial axis, or one for all; 1 by default. Not more than 1 together with a dilation. */
    public S strides(int... steps) {
        strides.set(steps);
        check();
        return self();
    }

    /** Sets "valid", the default, to stay inside the input; "same" to pad it with zeros so that with strides of 1 the size stays. */
    public S padding(String name) {
        padding.set(name);
        return self();
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    /** Sets the distances between the elements of the window: one number per spatial axis, or one for all; 1 by default. */
    public S dilationRate(int... rate) {
        dilationRate.set(rate);
        check();
        return self();
    }

    /** Sets the number of groups into which channels and filters are cut: a filter sees the channels of its group; 1 by default. */
    public S groups(int number) {
        groups.set(number);
        check();
        return self();
    }

    @Override
    public void configure(Map<String, Object> config) {
        super.configure(config);
        check();
    }

    private void check() {
        if (filters.get() % groups.get() != 0) {
            throw new IllegalArgumentException(
                    label() + ": the number of filters must be evenly divisible by the number of groups,"
                            + " got filters=" + filters.get() + ", groups=" + groups.get());
        }
        if (Collections.max(strides.get()) > 1 && Collections.max(dilationRate.get()) > 1) {
            throw new IllegalArgumentException(
                    label() + ": strides above 1 do not go together with a dilation_rate above 1," + " got strides="
                            + strides.get() + ", dilation_rate=" + dilationRate.get());
        }
    }

    @Override
    protected void build(Shape input) {
        int channelAxis = dataFormat.get().channelAxis();
        long channels = input.dim(channelAxis);
        inputSpec(new InputSpec().minRank(rank + 2).axis(channelAxis, channels));
        if (channels % groups.get() != 0) {
            throw new IllegalArgumentException(
                    "the number of input channels must be evenly divisible by the number of groups, got" + " groups="
                            + groups.get() + " and " + channels + " channels (input shape " + input + ")");
        }
        Shape window =
                Shape.of(kernelSize.get().stream().mapToLong(size -> size).toArray());
        addKernelAndBias(window.append(channels / groups.get()).append(filters.get()));
    }

    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = dataFormat.get();
        Tensor y = convolve(format.toChannelsLast(x));
        return activate(format.fromChannelsLast(addBias(y)));
    }

    private Tensor convolve(Tensor x) {
        boolean causal = padding.get().equals("causal");
        Padding inside = causal ? Padding.VALID : Padding.of(padding.get());
        Window window = new Window(kernelSize.get(), strides.get(), dilationRate.get(), inside);
        Tensor padded = causal ? Ops.pad(x, List.of(0L, window.span(0) - 1, 0L), List.of(0L, 0L, 0L), 0) : x;
        return Ops.conv(padded, value(kernel()), window, groups.get());
    }

    /** Keras lists the activity regularizer with the others where there is none. */
    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        if (config.putIfAbsent("activity_regularizer", null) == null) {
            config.put("kernel_constraint", config.remove("kernel_constraint"));
            config.put("bias_constraint", config.remove("bias_constraint"));
        }
        return config;
    }
}
