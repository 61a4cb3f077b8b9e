package io.keras4j.onnx;

import io.keras4j.onnx.Translator.Call;
import io.keras4j.ops.Op;
import io.keras4j.ops.linalg.MatMul;
import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.LogSoftmax;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.Softmax;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** How products, convolutions, pooling and softmax are said in ONNX, which has the channels before the spatial axes. */
final class NetworkOps {
    private NetworkOps() {}

    static void addTo(Translators translators) {
        translators.put(MatMul.class, NetworkOps::matMul);
        translators.put(
                Softmax.class,
                call -> call.add("Softmax", Attribute.of("axis", call.op().axis())));
        translators.put(
                LogSoftmax.class,
                call -> call.add("LogSoftmax", Attribute.of("axis", call.op().axis())));
        translators.put(Convolution.class, NetworkOps::convolution);
        translators.put(ConvolutionInputGradient.class, NetworkOps::transposedConvolution);
        translators.put(MaxPool.class, NetworkOps::maxPool);
        translators.put(AveragePool.class, NetworkOps::averagePool);
    }

    private static String matMul(Call<MatMul> call) {
        String a = call.op().transposeA() ? lastTwoSwapped(call, 0) : call.input(0);
        String b = call.op().transposeB() ? lastTwoSwapped(call, 1) : call.input(1);
        return call.graph().add("MatMul", List.of(a, b));
    }

    private static String lastTwoSwapped(Call<?> call, int input) {
        int rank = call.spec(input).shape().rank();
        List<Integer> axes = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
        Collections.swap(axes, rank - 2, rank - 1);
        return call.graph().transposedWeight(call.node().input(input), axes);
    }

    // ---- Windows

    private static String convolution(Call<Convolution> call) {
        Window window = call.op().window();
        Shape x = call.spec(0).shape();
        List<Attribute> attributes = attributes(window, pads(window, x));
        attributes.add(Attribute.of("dilations", window.dilation()));
        attributes.add(Attribute.of("group", call.op().groups()));
        String y = add(call, "Conv", List.of(channelsFirst(call, 0), kernel(call, 1)), attributes);
        return channelsLast(call, y, x.rank());
    }

    /** What the gradient adds beyond the last position of the window is ONNX's output padding. */
    private static String transposedConvolution(Call<ConvolutionInputGradient> call) {
        Window window = call.op().window();
        Shape result = call.op().input();
        Shape dy = call.spec(1).shape();
        List<Long> pads = pads(window, result);
        List<Long> extra = new ArrayList<>();
        for (int axis = 0; axis < window.rank(); axis++) {
            long reached = (dy.dim(axis + 1) - 1) * window.strides().get(axis) + window.span(axis);
            extra.add(result.dim(axis + 1) - reached + pads.get(axis) + pads.get(axis + window.rank()));
        }
        List<Attribute> attributes = attributes(window, pads);
        attributes.add(Attribute.of("dilations", window.dilation()));
        attributes.add(Attribute.of("group", call.op().groups()));
        attributes.add(Attribute.of("output_padding", extra));
        String y = add(call, "ConvTranspose", List.of(channelsFirst(call, 1), kernel(call, 0)), attributes);
        return channelsLast(call, y, result.rank());
    }

    private static String maxPool(Call<MaxPool> call) {
        Window window = call.op().window();
        List<Attribute> attributes =
                attributes(window, pads(window, call.spec(0).shape()));
        attributes.add(Attribute.of("dilations", window.dilation()));
        String y = add(call, "MaxPool", List.of(channelsFirst(call, 0)), attributes);
        return channelsLast(call, y, call.spec(0).shape().rank());
    }

    private static String averagePool(Call<AveragePool> call) {
        Window window = call.op().window();
        if (window.dilation().stream().anyMatch(dilation -> dilation != 1)) {
            throw new IllegalArgumentException("average pooling with a dilation of " + window.dilation()
                    + " cannot be said in ONNX's operators of version " + OnnxFormat.OPSET);
        }
        List<Attribute> attributes =
                attributes(window, pads(window, call.spec(0).shape()));
        String y = add(call, "AveragePool", List.of(channelsFirst(call, 0)), attributes);
        return channelsLast(call, y, call.spec(0).shape().rank());
    }

    private static String add(Call<?> call, String type, List<String> inputs, List<Attribute> attributes) {
        return call.graph().add(type, inputs, attributes.toArray(Attribute[]::new));
    }

    private static List<Attribute> attributes(Window window, List<Long> pads) {
        return new ArrayList<>(List.of(
                Attribute.of("kernel_shape", window.size()),
                Attribute.of("strides", window.strides()),
                Attribute.of("pads", pads)));
    }

    /** How many elements are added before the first of each spatial axis of {@code input}, then how many after the last. */
    private static List<Long> pads(Window window, Shape input) {
        Long[] pads = new Long[2 * window.rank()];
        for (int axis = 0; axis < window.rank(); axis++) {
            pads[axis] = window.padBefore(axis, input.dim(axis + 1));
            pads[axis + window.rank()] = window.padAfter(axis, input.dim(axis + 1));
        }
        return Arrays.asList(pads);
    }

    /** (batch, spatial..., channels) as (batch, channels, spatial...). */
    private static <O extends Op> String channelsFirst(Call<O> call, int input) {
        int rank = call.spec(input).shape().rank();
        List<Integer> axes = new ArrayList<>(List.of(0, rank - 1));
        IntStream.range(1, rank - 1).forEach(axes::add);
        return call.graph().transpose(call.input(input), axes);
    }

    private static String channelsLast(Call<?> call, String name, int rank) {
        List<Integer> axes = new ArrayList<>(List.of(0));
        IntStream.range(2, rank).forEach(axes::add);
        axes.add(1);
        return call.graph().transpose(name, axes);
    }

    /** A kernel (window..., channels, filters) as (filters, channels, window...). */
    private static String kernel(Call<?> call, int input) {
        int rank = call.spec(input).shape().rank();
        List<Integer> axes = new ArrayList<>(List.of(rank - 1, rank - 2));
        IntStream.range(0, rank - 2).forEach(axes::add);
        return call.graph().transposedWeight(call.node().input(input), axes);
    }
}
