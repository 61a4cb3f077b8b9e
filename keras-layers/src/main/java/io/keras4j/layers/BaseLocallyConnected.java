package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.ops.array.Slice;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A convolution over some number of spatial axes that has filters of its own at each position of the window. All inputs have the same size
 * along the spatial axes therefore, which is known when the layer is built.
 */
abstract class BaseLocallyConnected<S extends BaseLocallyConnected<S>> extends KernelLayer<S> {
    private final int rank;
    private final Argument<Integer> filters = argument("filters", Codecs.atLeast(1));
    private final Argument<List<Integer>> kernelSize;
    private final Argument<List<Integer>> strides;
    private final Argument<DataFormat> dataFormat;
    private final Argument<Boolean> useBias;
    private final Argument<Integer> implementation;

    /** A layer over {@code rank} spatial axes, to be configured. */
    BaseLocallyConnected(int rank) {
        this.rank = rank;
        kernelSize = argument("kernel_size", Codecs.integers(rank));
        strides = argument("strides", Codecs.integers(rank), 1);
        argument("padding", Paddings.codec("valid"), "valid");
        dataFormat = argument("data_format", DataFormat.codec(), null);
        useBias = argument("use_bias", Codecs.bool(), true);
        implementation = argument("implementation", Codecs.integer().that(value -> value == 1, "1"), 1);
        inputSpec(new InputSpec().rank(rank + 2));
    }

    final void setFilters(int number, int... size) {
        filters.set(number);
        kernelSize.set(size);
    }

    /** Sets the strides: one number per spatial axis, or one for all; 1 by default. */
    public S strides(int... steps) {
        strides.set(steps);
        return self();
    }

    /** Sets "channels_last" or "channels_first"; by default what {@link io.keras4j.Keras#imageDataFormat()} says. */
    public S dataFormat(String name) {
        dataFormat.set(name);
        return self();
    }

    /** Sets whether a bias is added, one for each filter at each position; true by default. */
    public S useBias(boolean value) {
        useBias.set(value);
        return self();
    }

    @Override
    final Argument<?> biasSwitch() {
        return useBias;
    }

    private Window window() {
        return new Window(kernelSize.get(), strides.get(), Padding.VALID);
    }

    /** How many positions the window takes along each axis of an input. */
    private Shape positions(Shape input) {
        return Shape.of(LongStream.range(0, rank)
                .map(axis ->
                        window().output((int) axis, input.dim(dataFormat.get().spatialAxis() + (int) axis)))
                .toArray());
    }

    @Override
    protected void build(Shape input) {
        DataFormat format = dataFormat.get();
        InputSpec spec = new InputSpec().rank(rank + 2).axis(format.channelAxis(), input.dim(format.channelAxis()));
        for (int axis = 0; axis < rank; axis++) {
            long size = input.dim(format.spatialAxis() + axis);
            if (size == Shape.UNKNOWN) {
                throw new IllegalArgumentException(
                        "the sizes of the spatial axes must be known, since there is a kernel"
                                + " for each position, got an input of shape " + input);
            }
            if (window().output(axis, size) == 0) {
                throw new IllegalArgumentException(
                        "a window of " + kernelSize.get() + " does not fit into an input of shape " + input);
            }
            spec.axis(format.spatialAxis() + axis, size);
        }
        inputSpec(spec);
        Shape positions = positions(input);
        long elements = Shape.of(
                        kernelSize.get().stream().mapToLong(size -> size).toArray())
                .size();
        addKernelAndBias(
                Shape.of(positions.size(), elements * input.dim(format.channelAxis()), filters.get()),
                useBias.get() ? positions.append(filters.get()) : null);
    }

    /** A product for each position, of what the window shows there with the kernel of the position. */
    @Override
    protected Tensor call(Tensor x) {
        DataFormat format = dataFormat.get();
        Shape positions = positions(x.shape());
        Tensor patches = Ops.swapaxes(patches(format.toChannelsLast(x), positions), 0, 1);
        Tensor products = Ops.swapaxes(Ops.matmul(patches, value(kernel())), 0, 1);
        Tensor y = Ops.reshape(
                products, Shape.of(x.shape().dim(0)).concat(positions).append(filters.get()));
        return activate(
                useBias.get() ? Ops.add(format.fromChannelsLast(y), biases(positions)) : format.fromChannelsLast(y));
    }

    /** With the channels first, Keras takes the elements of the bias in the order (filters, positions), whatever its shape says. */
    private Tensor biases(Shape positions) {
        boolean channelsFirst = dataFormat.get() == DataFormat.CHANNELS_FIRST;
        return channelsFirst
                ? Ops.reshape(value(bias()), Shape.of(filters.get()).concat(positions))
                : value(bias());
    }

    /** (batch, positions, elements of the window): in the order of the axes that inputs have, so channels come first or last. */
    private Tensor patches(Tensor x, Shape positions) {
        List<Tensor> elements = new ArrayList<>();
        collect(x, positions, new ArrayList<>(), elements);
        boolean channelsFirst = dataFormat.get() == DataFormat.CHANNELS_FIRST;
        Tensor all = Ops.stack(elements, channelsFirst ? -1 : -2);
        long features = elements.size() * x.shape().dim(-1);
        return Ops.reshape(all, x.shape().dim(0), positions.size(), features);
    }

    /** For each element of the window, in order, what it shows at all positions. */
    private void collect(Tensor x, Shape positions, List<Long> offset, List<Tensor> elements) {
        int axis = offset.size();
        if (axis < rank) {
            for (long i = 0; i < kernelSize.get().get(axis); i++) {
                offset.add(i);
                collect(x, positions, offset, elements);
                offset.remove(axis);
            }
            return;
        }
        List<Long> start = new ArrayList<>(Collections.nCopies(rank + 2, 0L));
        List<Long> stop = new ArrayList<>(Collections.nCopies(rank + 2, Slice.END));
        List<Long> step = new ArrayList<>(Collections.nCopies(rank + 2, 1L));
        for (int i = 0; i < rank; i++) {
            long stride = strides.get().get(i);
            start.set(i + 1, offset.get(i));
            stop.set(i + 1, offset.get(i) + (positions.dim(i) - 1) * stride + 1);
            step.set(i + 1, stride);
        }
        elements.add(Ops.slice(x, start, stop, step));
    }

    @Override
    public Map<String, Object> config() {
        Map<String, Object> config = super.config();
        moveToEnd(config, List.of(implementation.key()));
        return config;
    }
}
