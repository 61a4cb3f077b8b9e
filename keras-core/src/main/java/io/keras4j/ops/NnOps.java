package io.keras4j.ops;

import io.keras4j.ops.array.Slice;
import io.keras4j.ops.elementwise.*;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.Gru;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.Lstm;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Softmax;
import io.keras4j.ops.nn.Window;
import io.keras4j.ops.reduction.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** The functions of {@link Ops} that neural networks are made of; their ops are in {@link io.keras4j.ops.nn}. */
public abstract class NnOps extends ActivationOps {
    NnOps() {}

    /** eˣ, scaled so that the sum along {@code axis} is 1. */
    public static Tensor softmax(Tensor x, int axis) {
        return new Softmax(x.shape().axis(axis)).apply(floating(x));
    }

    /** {@link #softmax(Tensor, int)} along the last axis. */
    public static Tensor softmax(Tensor x) {
        return softmax(x, -1);
    }

    /** The logarithm of the softmax along {@code axis}. */
    public static Tensor logSoftmax(Tensor x, int axis) {
        return new LogSoftmax(x.shape().axis(axis)).apply(floating(x));
    }

    /** The convolution of x, (batch, spatial..., channels), with a kernel (window..., channels / groups, filters). */
    public static Tensor conv(Tensor x, Tensor kernel, Window window, int groups) {
        return binary(new Convolution(window, groups), x, kernel);
    }

    /**
     * The convolution the other way round: each element of x, (batch, spatial..., channels), spreads over a window of the output, weighted by
     * a kernel (window..., filters, channels).
     *
     * @param outputPadding for each spatial axis the last argument of {@link Window#transposed}, or null
     */
    public static Tensor convTranspose(Tensor x, Tensor kernel, Window window, List<Integer> outputPadding) {
        if (x.rank() != window.rank() + 2 || x.shape().dim(-1) != kernel.shape().dim(-1)) {
            throw new IllegalArgumentException("conv_transpose: a kernel of shape " + kernel.shape()
                    + " does not fit an input of shape " + x.shape());
        }
        Shape shape = x.shape().with(-1, kernel.shape().dim(-2));
        boolean fits = true;
        for (int i = 0; i < window.rank(); i++) {
            long positions = x.shape().dim(i + 1);
            long size = window.transposed(i, positions, outputPadding == null ? null : outputPadding.get(i));
            fits &= window.output(i, size) == positions;
            shape = shape.with(i + 1, size);
        }
        return fits
                ? binary(new ConvolutionInputGradient(window, 1, shape), kernel, x)
                : cutConvTranspose(x, kernel, window, shape);
    }

    /** A transposed convolution cut to {@code shape}, which no convolution would take back to x. */
    static Tensor cutConvTranspose(Tensor x, Tensor kernel, Window window, Shape shape) {
        Window reach = new Window(window.size(), window.strides(), window.dilation(), Padding.VALID);
        Tensor y = convTranspose(x, kernel, reach, null);
        for (int i = 0; i < window.rank(); i++) {
            long size = shape.dim(i + 1);
            long before = ((x.shape().dim(i + 1) - 1) * window.strides().get(i) + window.span(i) - size) / 2;
            y = slice(y, i + 1, before, before + size);
        }
        return y;
    }

    /** The convolution of each channel of x, (batch, spatial..., channels), for itself: a kernel (window..., channels, multiplier). */
    public static Tensor depthwiseConv(Tensor x, Tensor kernel, Window window) {
        Shape shape = kernel.shape();
        int channels = shape.intDim(-2);
        Tensor grouped = reshape(kernel, shape.slice(0, window.rank()).append(1).append(channels * shape.dim(-1)));
        return conv(x, grouped, window, channels);
    }

    /** A {@link #depthwiseConv(Tensor, Tensor, Window)}, then a convolution with a window of size 1 that mixes the channels. */
    public static Tensor separableConv(Tensor x, Tensor depthwiseKernel, Tensor pointwiseKernel, Window window) {
        List<Integer> ones = Collections.nCopies(window.rank(), 1);
        Tensor y = depthwiseConv(x, depthwiseKernel, window);
        return conv(y, pointwiseKernel, new Window(ones, ones, Padding.VALID), 1);
    }

    /** The largest element in each position of a window over (batch, spatial..., channels). */
    public static Tensor maxPool(Tensor x, Window window) {
        return new MaxPool(window).apply(x);
    }

    /** The mean in each position of a window over (batch, spatial..., channels). */
    public static Tensor averagePool(Tensor x, Window window) {
        return new AveragePool(window).apply(x);
    }

    /**
     * {@link #conv(Tensor, Tensor, Window, int)} with Keras's arguments; the number of groups follows from the kernel.
     *
     * @param dataFormat "channels_last" for inputs of shape (batch, spatial..., channels), "channels_first" for (batch, channels, spatial...)
     */
    public static Tensor conv(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> {
            int groups = (int) (x.shape().dim(-1) / kernel.shape().dim(-2));
            return conv(x, kernel, window, groups);
        });
    }

    /** {@link #convTranspose(Tensor, Tensor, Window, List)} with Keras's arguments; {@code outputPadding} may be null. */
    public static Tensor convTranspose(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            List<Integer> outputPadding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> convTranspose(x, kernel, window, outputPadding));
    }

    /** {@link #depthwiseConv(Tensor, Tensor, Window)} with Keras's arguments. */
    public static Tensor depthwiseConv(
            Tensor inputs,
            Tensor kernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(kernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> depthwiseConv(x, kernel, window));
    }

    /** {@link #separableConv(Tensor, Tensor, Tensor, Window)} with Keras's arguments. */
    public static Tensor separableConv(
            Tensor inputs,
            Tensor depthwiseKernel,
            Tensor pointwiseKernel,
            List<Integer> strides,
            String padding,
            String dataFormat,
            List<Integer> dilationRate) {
        Window window = window(depthwiseKernel, strides, padding, dilationRate);
        return channelsLast(inputs, dataFormat, x -> separableConv(x, depthwiseKernel, pointwiseKernel, window));
    }

    static Window window(Tensor kernel, List<Integer> strides, String padding, List<Integer> dilationRate) {
        List<Integer> size = IntStream.range(0, kernel.rank() - 2)
                .mapToObj(kernel.shape()::intDim)
                .toList();
        return new Window(size, strides, dilationRate, Padding.of(padding));
    }

    /** {@link #maxPool(Tensor, Window)} with Keras's arguments, see {@link #conv(Tensor, Tensor, List, String, String, List)}. */
    public static Tensor maxPool(
            Tensor inputs, List<Integer> poolSize, List<Integer> strides, String padding, String dataFormat) {
        Window window = new Window(poolSize, strides, Padding.of(padding));
        return channelsLast(inputs, dataFormat, x -> maxPool(x, window));
    }

    /** {@link #averagePool(Tensor, Window)} with Keras's arguments, see {@link #conv(Tensor, Tensor, List, String, String, List)}. */
    public static Tensor averagePool(
            Tensor inputs, List<Integer> poolSize, List<Integer> strides, String padding, String dataFormat) {
        Window window = new Window(poolSize, strides, Padding.of(padding));
        return channelsLast(inputs, dataFormat, x -> averagePool(x, window));
    }

    static Tensor channelsLast(Tensor x, String dataFormat, UnaryOperator<Tensor> function) {
        if (dataFormat.equals("channels_last")) {
            return function.apply(x);
        }
        if (dataFormat.equals("channels_first")) {
            return moveaxis(function.apply(moveaxis(x, 1, -1)), -1, 1);
        }
        throw new IllegalArgumentException(
                "data_format: expected \"channels_last\" or \"channels_first\", got \"" + dataFormat + "\"");
    }

    /**
     * (x - mean) / √(variance + ε) · scale + offset, where these have one element for each position along {@code axis}.
     *
     * @param offset null for none
     * @param scale null for none
     */
    public static Tensor batchNormalization(
            Tensor x, Tensor mean, Tensor variance, int axis, Tensor offset, Tensor scale, double epsilon) {
        Shape along = Shape.of(LongStream.generate(() -> 1).limit(x.rank()).toArray())
                .with(axis, x.shape().dim(axis));
        Tensor factor = rsqrt(add(variance, epsilon));
        Tensor all = scale == null ? factor : multiply(factor, scale);
        Tensor y = multiply(subtract(x, reshape(mean, along)), reshape(all, along));
        return offset == null ? y : add(y, reshape(offset, along));
    }

    /**
     * Long short-term memory over x, (batch, steps, channels), with tanh and sigmoid: all steps in one op.
     *
     * @param kernel (channels, 4 · units) for the gates i, f, c, o
     * @param recurrentKernel (units, 4 · units)
     * @param bias (4 · units)
     * @param h the initial output, (batch, units)
     * @param c the initial state, (batch, units)
     * @return h after every step (batch, steps, units), the last h and the last c
     */
    public static List<Tensor> lstm(Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias, Tensor h, Tensor c) {
        return new Lstm().applyAll(List.of(x, kernel, recurrentKernel, bias, h, c));
    }

    /**
     * A gated recurrent unit over x, (batch, steps, channels), with tanh and sigmoid and the reset gate applied after the product: all
     * steps in one op.
     *
     * @param kernel (channels, 3 · units) for the gates z, r, h
     * @param recurrentKernel (units, 3 · units)
     * @param bias (2, 3 · units): that of x and that of h
     * @param h the initial output, (batch, units)
     * @return h after every step (batch, steps, units) and the last h
     */
    public static List<Tensor> gru(Tensor x, Tensor kernel, Tensor recurrentKernel, Tensor bias, Tensor h) {
        long units = recurrentKernel.shape().dim(0);
        if (!bias.shape().equals(Shape.of(2, 3 * units))) {
            throw new IllegalArgumentException(
                    "gru: expected the bias to have the shape " + Shape.of(2, 3 * units) + ", got " + bias.shape());
        }
        List<Tensor> ofX = split(slice(bias, 0, 0, 1), List.of(2 * units), 1);
        List<Tensor> ofH = split(slice(bias, 0, 1, 2), List.of(2 * units), 1);
        Tensor four = concatenate(List.of(add(ofX.get(0), ofH.get(0)), ofX.get(1), ofH.get(1)), 1);
        return new Gru().applyAll(List.of(x, kernel, recurrentKernel, reshape(four, 4 * units), h));
    }

    /**
     * (x - mean) / √(variance + ε) · gamma + beta, with the mean and the variance along {@code axes}.
     *
     * @param gamma of the sizes of these axes, or of any shape with as many axes as x to which it can be broadcast; null for none
     * @param beta like gamma
     */
    public static Tensor layerNormalization(Tensor x, Tensor gamma, Tensor beta, List<Integer> axes, double epsilon) {
        Tensor factor = rsqrt(add(var(x, axes, true), epsilon));
        factor = gamma == null ? factor : multiply(factor, alongAxes(gamma, axes, x));
        Tensor y = subtract(multiply(x, factor), multiply(mean(x, axes, true), factor));
        return beta == null ? y : add(y, alongAxes(beta, axes, x));
    }

    /** x / √(mean(x²) + ε) · scale, with the mean along {@code axes}; scale may be null. Half precision is computed in float32. */
    public static Tensor rmsNormalization(Tensor x, Tensor scale, List<Integer> axes, double epsilon) {
        Tensor at = cast(x, DType.result(x.dtype(), DType.FLOAT32));
        Tensor y = multiply(at, rsqrt(add(mean(square(at), axes, true), epsilon)));
        return cast(scale == null ? y : multiply(y, cast(scale, at.dtype())), x.dtype());
    }

    /**
     * For each of T positions of the query the mean of S values, weighted by the softmax of the scaled products of query and keys.
     *
     * @param query (batch, T, heads, size)
     * @param key (batch, S, heads, size), or of fewer heads, each of which serves several of the query
     * @param value like key
     * @param bias added to the scaled products, to whose shape (batch, heads, T, S) it is broadcast; null for none
     * @param mask where a position of the query may attend to a value, broadcast like bias; null for everywhere
     * @param scale what products are multiplied with; null for 1 / √size
     * @param isCausal whether a position may only attend to itself and those before
     */
    public static Tensor dotProductAttention(
            Tensor query, Tensor key, Tensor value, Tensor bias, Tensor mask, Double scale, boolean isCausal) {
        if (query.rank() != 4 || key.rank() != 4 || value.rank() != 4) {
            throw new IllegalArgumentException(
                    "dot_product_attention: expected query, key and value with 4 axes, got shapes " + query.shape()
                            + ", " + key.shape() + " and " + value.shape());
        }
        int heads = query.shape().intDim(2) / key.shape().intDim(2);
        Tensor keys = heads == 1 ? key : repeat(key, heads, 2);
        Tensor values = heads == 1 ? value : repeat(value, heads, 2);
        double factor = scale == null ? 1 / Math.sqrt(query.shape().dim(3)) : scale;
        Tensor logits = multiply(
                cast(einsum("btnh,bsnh->bnts", query, keys), DType.result(query.dtype(), DType.FLOAT32)), factor);
        logits = bias == null ? logits : add(logits, cast(bias, logits.dtype()));
        double excluded = -0.7 * Float.MAX_VALUE;
        logits = mask == null ? logits : where(mask, logits, excluded);
        logits = isCausal ? where(notAbove(logits, 0), logits, excluded) : logits;
        return einsum("bnts,bsnh->btnh", cast(softmax(logits), keys.dtype()), values);
    }

    /** {@code values}, which have the sizes of some axes of x, shaped to meet these; unchanged if they have as many axes as x. */
    public static Tensor alongAxes(Tensor values, List<Integer> axes, Tensor x) {
        List<Integer> positions = axes(x, axes);
        long[] sizes = IntStream.range(0, x.rank())
                .mapToLong(i -> positions.contains(i) ? x.shape().dim(i) : 1)
                .toArray();
        return values.rank() == x.rank() ? values : reshape(values, sizes);
    }

    /**
     * The means of the parts of the spatial axes of x, as many as {@code outputSize} says for each: part i of k of an axis of size n goes from
     * ⌊i · n / k⌋ to ⌈(i + 1) · n / k⌉.
     *
     * @param dataFormat "channels_last" for inputs of shape (batch, spatial..., channels), "channels_first" for (batch, channels, spatial...)
     */
    public static Tensor adaptiveAveragePool(Tensor x, List<Integer> outputSize, String dataFormat) {
        return adaptivePool("adaptive_average_pool", x, outputSize, dataFormat, (y, axis) -> mean(y, axes(axis), true));
    }

    /** The largest elements of the parts of the spatial axes of x, see {@link #adaptiveAveragePool}. */
    public static Tensor adaptiveMaxPool(Tensor x, List<Integer> outputSize, String dataFormat) {
        return adaptivePool("adaptive_max_pool", x, outputSize, dataFormat, (y, axis) -> max(y, axes(axis), true));
    }

    private static Tensor adaptivePool(
            String name,
            Tensor x,
            List<Integer> outputSize,
            String dataFormat,
            BiFunction<Tensor, Integer, Tensor> pool) {
        if (x.rank() != outputSize.size() + 2) {
            throw new IllegalArgumentException(name + ": expected " + (outputSize.size() + 2)
                    + " axes for an output of size " + outputSize + ", got shape " + x.shape());
        }
        return channelsLast(x, dataFormat, last -> {
            Tensor y = last;
            for (int i = 0; i < outputSize.size(); i++) {
                y = adaptivePool(name, y, i + 1, outputSize.get(i), pool);
            }
            return y;
        });
    }

    private static Tensor adaptivePool(
            String name, Tensor x, int axis, long parts, BiFunction<Tensor, Integer, Tensor> pool) {
        Shape shape = x.shape();
        long size = shape.dim(axis);
        if (size == Shape.UNKNOWN) {
            throw new IllegalArgumentException(
                    name + ": the sizes of the spatial axes must be known, got an input of shape " + shape);
        }
        if (size % parts == 0) {
            Shape cut =
                    shape.slice(0, axis).append(parts).append(size / parts).concat(shape.slice(axis + 1, shape.rank()));
            return squeeze(pool.apply(reshape(x, cut), axis + 1), axis + 1);
        }
        List<Tensor> pooled = new ArrayList<>();
        for (long i = 0; i < parts; i++) {
            pooled.add(pool.apply(slice(x, axis, i * size / parts, ((i + 1) * size + parts - 1) / parts), axis));
        }
        return concatenate(pooled, axis);
    }

    /** Blocks of the channels of x, (batch, height, width, channels), as squares of {@code blockSize} of an image that is larger by this. */
    public static Tensor depthToSpace(Tensor x, int blockSize) {
        return depthToSpace(x, blockSize, "channels_last");
    }

    /** {@link #depthToSpace(Tensor, int)} of either data format; channels that are first are cut with the channels of the result outermost. */
    public static Tensor depthToSpace(Tensor x, int blockSize, String dataFormat) {
        String pattern = pattern(
                "depth_to_space", dataFormat, "n h w (p q c) -> n (h p) (w q) c", "n (c p q) h w -> n c (h p) (w q)");
        return rearrange(x, pattern, Map.of("p", (long) blockSize, "q", (long) blockSize));
    }

    /** Squares of {@code blockSize} of x, (batch, height, width, channels), as channels: what undoes {@link #depthToSpace(Tensor, int)}. */
    public static Tensor spaceToDepth(Tensor x, int blockSize) {
        return spaceToDepth(x, blockSize, "channels_last");
    }

    /** {@link #spaceToDepth(Tensor, int)} of either data format. */
    public static Tensor spaceToDepth(Tensor x, int blockSize, String dataFormat) {
        String pattern = pattern(
                "space_to_depth", dataFormat, "n (h p) (w q) c -> n h w (p q c)", "n c (h p) (w q) -> n (c p q) h w");
        return rearrange(x, pattern, Map.of("p", (long) blockSize, "q", (long) blockSize));
    }

    private static String pattern(String name, String dataFormat, String last, String first) {
        if (!dataFormat.equals("channels_last") && !dataFormat.equals("channels_first")) {
            throw new IllegalArgumentException(name
                    + ": expected data_format \"channels_last\" or \"channels_first\", got \"" + dataFormat + "\"");
        }
        return dataFormat.equals("channels_last") ? last : first;
    }

    /** {@link #unfold(Tensor, List, List, List, List)} without dilation and padding, by steps of 1. */
    public static Tensor unfold(Tensor x, int kernelSize) {
        return unfold(x, axes(kernelSize, kernelSize), axes(1, 1), axes(0, 0), axes(1, 1));
    }

    /**
     * What each position of a window over x, (batch, channels, height, width), covers, as a column: (batch, channels · size of the window,
     * positions). The two numbers of each argument are those of height and width.
     */
    public static Tensor unfold(
            Tensor x, List<Integer> kernelSize, List<Integer> dilation, List<Integer> padding, List<Integer> stride) {
        if (x.rank() != 4) {
            throw new IllegalArgumentException(
                    "unfold: expected (batch, channels, height, width), got shape " + x.shape());
        }
        List<Long> around = List.of(0L, 0L, (long) padding.get(0), (long) padding.get(1));
        Tensor padded = pad(x, around, around, 0);
        Window window = new Window(kernelSize, stride, dilation, Padding.VALID);
        long height = window.output(0, padded.shape().dim(2));
        long width = window.output(1, padded.shape().dim(3));
        List<Tensor> parts = new ArrayList<>();
        for (int i = 0; i < kernelSize.get(0); i++) {
            for (int j = 0; j < kernelSize.get(1); j++) {
                Tensor rows = every(padded, 2, (long) i * dilation.get(0), stride.get(0), height);
                parts.add(every(rows, 3, (long) j * dilation.get(1), stride.get(1), width));
            }
        }
        return reshape(stack(parts, 2), -1, x.shape().dim(1) * parts.size(), height * width);
    }

    /** {@code count} elements of x along {@code axis}, from {@code start} by {@code step}. */
    private static Tensor every(Tensor x, int axis, long start, long step, long count) {
        List<Long> starts = new ArrayList<>(Collections.nCopies(x.rank(), 0L));
        List<Long> stops = new ArrayList<>(Collections.nCopies(x.rank(), Slice.END));
        List<Long> steps = new ArrayList<>(Collections.nCopies(x.rank(), 1L));
        starts.set(axis, start);
        stops.set(axis, start + (count - 1) * step + 1);
        steps.set(axis, step);
        return slice(x, starts, stops, steps);
    }

    /** {@link #fold(Tensor, List, List, List, List, List)} without dilation and padding, by steps of 1. */
    public static Tensor fold(Tensor x, List<Integer> outputSize, int kernelSize) {
        return fold(x, outputSize, axes(kernelSize, kernelSize), axes(1, 1), axes(0, 0), axes(1, 1));
    }

    /**
     * An image (batch, channels, height, width) of a given size, to which the columns of x are added where {@link #unfold(Tensor, List, List,
     * List, List)} takes them from.
     */
    public static Tensor fold(
            Tensor x,
            List<Integer> outputSize,
            List<Integer> kernelSize,
            List<Integer> dilation,
            List<Integer> padding,
            List<Integer> stride) {
        Window window = new Window(kernelSize, stride, dilation, Padding.VALID);
        long paddedHeight = outputSize.get(0) + 2L * padding.get(0);
        long paddedWidth = outputSize.get(1) + 2L * padding.get(1);
        long height = window.output(0, paddedHeight);
        long width = window.output(1, paddedWidth);
        long cells = (long) kernelSize.get(0) * kernelSize.get(1);
        if (x.rank() != 3 || x.shape().dim(1) % cells != 0 || x.shape().dim(2) != height * width) {
            throw new IllegalArgumentException("fold: expected (batch, channels * " + cells + ", " + height * width
                    + ") for an output of size " + outputSize + ", got shape " + x.shape());
        }
        List<Tensor> parts = unstack(reshape(x, -1, x.shape().dim(1) / cells, cells, height, width), 2);
        Tensor sum = null;
        for (int i = 0; i < kernelSize.get(0); i++) {
            for (int j = 0; j < kernelSize.get(1); j++) {
                Tensor part = parts.get(i * kernelSize.get(1) + j);
                part = apart(part, 2, stride.get(0), (long) i * dilation.get(0), paddedHeight);
                part = apart(part, 3, stride.get(1), (long) j * dilation.get(1), paddedWidth);
                sum = sum == null ? part : add(sum, part);
            }
        }
        Tensor rows = slice(sum, 2, padding.get(0), padding.get(0) + (long) outputSize.get(0));
        return slice(rows, 3, padding.get(1), padding.get(1) + (long) outputSize.get(1));
    }

    /** Zeros of {@code size} along {@code axis}, but for the elements of x, from {@code start} by {@code step}. */
    private static Tensor apart(Tensor x, int axis, long step, long start, long size) {
        long count = x.shape().dim(axis);
        List<Long> none = Collections.nCopies(x.rank() + 1, 0L);
        List<Long> gaps = new ArrayList<>(none);
        gaps.set(axis + 1, step - 1);
        Shape joined = x.shape().with(axis, count * step);
        Tensor spread =
                slice(reshape(pad(expandDims(x, axis + 1), none, gaps, 0), joined), axis, 0, (count - 1) * step + 1);
        List<Long> before = new ArrayList<>(none.subList(1, none.size()));
        List<Long> after = new ArrayList<>(before);
        before.set(axis, start);
        after.set(axis, size - start - (count - 1) * step - 1);
        return pad(spread, before, after, 0);
    }

    /** {@link #correlate(Tensor, Tensor, String)} with "valid". */
    public static Tensor correlate(Tensor a, Tensor b) {
        return correlate(a, b, "valid");
    }

    /**
     * The sums of products of two vectors, one of which is moved along the other.
     *
     * @param mode "valid" where the shorter is within the longer, "full" where they overlap, "same" for as many as the longer has elements
     */
    public static Tensor correlate(Tensor a, Tensor b, String mode) {
        if (a.rank() != 1 || b.rank() != 1) {
            throw new IllegalArgumentException(
                    "correlate: expected two vectors, got shapes " + a.shape() + " and " + b.shape());
        }
        long size = b.shape().dim(0);
        if (a.shape().dim(0) < size) {
            return flip(correlate(b, a, mode));
        }
        long before = switch (mode) {
            case "valid" -> 0;
            case "same" -> size / 2;
            case "full" -> size - 1;
            default ->
                throw new IllegalArgumentException("correlate: expected a mode of valid, same or full, got " + mode);
        };
        long after = mode.equals("same") ? size - 1 - before : before;
        DType dtype = DType.result(a.dtype(), b.dtype());
        Tensor x = pad(floating(cast(a, dtype)), List.of(before), List.of(after), 0);
        Tensor kernel = reshape(floating(cast(b, dtype)), size, 1, 1);
        List<Integer> one = axes(1);
        Tensor y = conv(reshape(x, 1, -1, 1), kernel, new Window(axes((int) size), one, Padding.VALID), 1);
        return cast(ravel(y), dtype);
    }
}
