package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import java.util.Collections;
import java.util.List;

/** The arguments of a window that slides over some number of spatial axes. */
final class SlidingArguments {
    final Argument<List<Integer>> kernelSize;
    final Argument<List<Integer>> strides;
    final Argument<String> padding;
    final Argument<DataFormat> dataFormat;
    final Argument<List<Integer>> dilationRate;
    private final int rank;

    /**
     * Declares them.
     *
     * @param paddings the paddings that the layer knows
     */
    SlidingArguments(WeightedLayer<?> layer, int rank, String... paddings) {
        this.rank = rank;
        kernelSize = layer.declare("kernel_size", Codecs.integers(rank));
        strides = layer.declare("strides", Codecs.integers(rank), 1);
        padding = layer.declare("padding", Paddings.codec(paddings), "valid");
        dataFormat = layer.declare("data_format", DataFormat.codec(), null);
        dilationRate = layer.declare("dilation_rate", Codecs.integers(rank), 1);
    }

    /** Refuses strides together with a dilation. */
    void checkStrides(String label) {
        if (Collections.max(strides.get()) > 1 && Collections.max(dilationRate.get()) > 1) {
            throw new IllegalArgumentException(
                    label + ": strides above 1 do not go together with a dilation_rate above 1," + " got strides="
                            + strides.get() + ", dilation_rate=" + dilationRate.get());
        }
    }

    /** What is demanded of inputs before the number of channels is known. */
    InputSpec anyInput() {
        return new InputSpec().minRank(rank + 2);
    }

    /** What is demanded of inputs from now on, when one of this shape was the first. */
    InputSpec inputLike(Shape input) {
        int axis = dataFormat.get().channelAxis();
        return anyInput().axis(axis, input.dim(axis));
    }

    /** The number of channels of an input. */
    long channels(Shape input) {
        return input.dim(dataFormat.get().channelAxis());
    }

    /** The window's part of a kernel's shape. */
    Shape kernelShape() {
        return Shape.of(kernelSize.get().stream().mapToLong(size -> size).toArray());
    }

    /** The window with the padding of the arguments. */
    Window window() {
        return window(Padding.of(padding.get()));
    }

    Window window(Padding other) {
        return new Window(kernelSize.get(), strides.get(), dilationRate.get(), other);
    }
}
