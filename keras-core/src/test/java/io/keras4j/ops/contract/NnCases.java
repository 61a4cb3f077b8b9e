package io.keras4j.ops.contract;

import static io.keras4j.ops.contract.OpCase.FLOATS;

import io.keras4j.ops.nn.*;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

final class NnCases {
    private final List<OpCase> cases = new ArrayList<>();

    static List<OpCase> cases() {
        NnCases all = new NnCases();
        all.softmax();
        all.batchNormalize();
        all.pooling();
        all.convolution();
        all.beamSearch();
        return all.cases;
    }

    // ---- Softmax

    private void softmax() {
        softmax(0, 1);
        softmax(0, 7);
        softmax(0, 3, 5);
        softmax(1, 3, 5);
        softmax(1, 2, 3, 5);
        softmax(2, 2, 3, 5);
        softmax(1, 32, 10);
        softmax(1, 5, 1031);
        softmax(1, 4, 1);
        cases.add(
                softmax(1, Grid.of(100, -100, 0, 1e4, 1e4, -1e4).reshape(2, 3)).withoutGradient());
        cases.add(softmax(1, Grid.of(-1e9, -1e9, -1e30, -1e30, 2, -1e30).reshape(3, 2))
                .withoutGradient());
        cases.add(logSoftmax(1, Grid.of(100, -100, 0, 1e4, 1e4, -1e4).reshape(2, 3))
                .withoutGradient());
    }

    private void softmax(int axis, long... shape) {
        cases.add(softmax(axis, Grid.uniform(-3, 3, shape)));
        cases.add(logSoftmax(axis, Grid.uniform(-3, 3, shape)));
    }

    private static OpCase softmax(int axis, Grid x) {
        return OpCase.of(
                new Softmax(axis),
                FLOATS,
                in -> Grid.build(x.shape(), index -> Math.exp(logSoftmax(in.get(0), index, axis))),
                x);
    }

    private static OpCase logSoftmax(int axis, Grid x) {
        return OpCase.of(
                new LogSoftmax(axis),
                FLOATS,
                in -> Grid.build(x.shape(), index -> logSoftmax(in.get(0), index, axis)),
                x);
    }

    private static double logSoftmax(Grid x, long[] index, int axis) {
        long[] at = index.clone();
        double largest = Double.NEGATIVE_INFINITY;
        for (at[axis] = 0; at[axis] < x.shape()[axis]; at[axis]++) {
            largest = Math.max(largest, x.at(at));
        }
        double sum = 0;
        for (at[axis] = 0; at[axis] < x.shape()[axis]; at[axis]++) {
            sum += Math.exp(x.at(at) - largest);
        }
        return x.at(index) - largest - Math.log(sum);
    }

    // ---- Batch normalisation

    private void batchNormalize() {
        for (long[] shape : new long[][] {{5, 3}, {7, 1}, {2, 3, 4}, {2, 3, 5, 2}, {32, 7, 7, 16}}) {
            long channels = shape[shape.length - 1];
            double epsilon = 1e-3;
            Grid x = Grid.uniform(-3, 5, shape);
            Grid gamma = Grid.uniform(0.5, 2, channels);
            OpCase forward = OpCase.of(
                    new BatchNormalize(epsilon),
                    FLOATS,
                    in -> normalized(in.get(0), in.get(1), in.get(2), epsilon),
                    x,
                    gamma,
                    Grid.uniform(-1, 1, channels));
            cases.add(new OpCase(
                    forward.op(),
                    forward.inputs(),
                    forward.types(),
                    in -> List.of(
                            normalized(in.get(0), in.get(1), in.get(2), epsilon), mean(in.get(0)), variance(in.get(0))),
                    forward.differentiable()));
            OpCase backward = OpCase.of(
                            new BatchNormalizeGradient(epsilon),
                            FLOATS,
                            in -> in.get(0),
                            x,
                            gamma,
                            mean(x),
                            variance(x),
                            Grid.uniform(-2, 2, shape))
                    .withoutGradient();
            cases.add(new OpCase(
                    backward.op(),
                    backward.inputs(),
                    backward.types(),
                    in -> normalizedGradient(in, epsilon),
                    backward.differentiable()));
        }
    }

    private static Grid sum(Grid x) {
        int last = x.shape().length - 1;
        Grid sum = Grid.zeros(x.shape()[last]);
        Grid.indices(x.shape()).forEach(index -> sum.add(x.at(index), index[last]));
        return sum;
    }

    private static Grid mean(Grid x) {
        double count = (double) x.values().length / x.shape()[x.shape().length - 1];
        Grid sum = sum(x);
        return Grid.build(sum.shape(), index -> sum.at(index) / count);
    }

    private static Grid variance(Grid x) {
        Grid mean = mean(x);
        return mean(Grid.build(x.shape(), index -> {
            double d = x.at(index) - mean.broadcastAt(index);
            return d * d;
        }));
    }

    private static Grid normalized(Grid x, Grid gamma, Grid beta, double epsilon) {
        Grid mean = mean(x);
        Grid variance = variance(x);
        return Grid.build(
                x.shape(),
                i -> (x.at(i) - mean.broadcastAt(i))
                                / Math.sqrt(variance.broadcastAt(i) + epsilon)
                                * gamma.broadcastAt(i)
                        + beta.broadcastAt(i));
    }

    private static List<Grid> normalizedGradient(List<Grid> in, double epsilon) {
        Grid x = in.get(0);
        Grid dy = in.get(4);
        Grid normalized = Grid.build(
                x.shape(),
                i -> (x.at(i) - in.get(2).broadcastAt(i)) / Math.sqrt(in.get(3).broadcastAt(i) + epsilon));
        Grid dBeta = sum(dy);
        Grid dGamma = sum(Grid.build(x.shape(), i -> dy.at(i) * normalized.at(i)));
        double count = (double) x.values().length / dBeta.values().length;
        Grid dx = Grid.build(
                x.shape(),
                i -> in.get(1).broadcastAt(i)
                        / Math.sqrt(in.get(3).broadcastAt(i) + epsilon)
                        * (dy.at(i) - dBeta.broadcastAt(i) / count - normalized.at(i) * dGamma.broadcastAt(i) / count));
        return List.of(dx, dGamma, dBeta);
    }

    // ---- Windows

    private static Window window(int[] size, int[] strides, int[] dilation, Padding padding) {
        return new Window(list(size), list(strides), list(dilation), padding);
    }

    private static Window window(int rank, int size, int stride, int dilation, Padding padding) {
        return new Window(
                Collections.nCopies(rank, size),
                Collections.nCopies(rank, stride),
                Collections.nCopies(rank, dilation),
                padding);
    }

    private static List<Integer> list(int... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /** The shape of what a window gives. */
    private static long[] slide(Window w, long[] x, long channels) {
        long[] y = x.clone();
        for (int i = 0; i < w.rank(); i++) {
            long span = (w.size().get(i) - 1L) * w.dilation().get(i) + 1;
            y[i + 1] = w.padding() == Padding.SAME
                    ? (long) Math.ceil((double) x[i + 1] / w.strides().get(i))
                    : (long) Math.ceil(
                            (double) (x[i + 1] - span + 1) / w.strides().get(i));
        }
        y[y.length - 1] = channels;
        return y;
    }

    /** The index in x that element {@code k} of the window meets at position {@code y}, with this channel; it may lie outside. */
    private static long[] met(Window w, long[] xShape, long[] yShape, long[] y, long[] k, long channel) {
        long[] x = y.clone();
        for (int i = 0; i < w.rank(); i++) {
            long span = (w.size().get(i) - 1L) * w.dilation().get(i) + 1;
            long missing = Math.max(0, (yShape[i + 1] - 1) * w.strides().get(i) + span - xShape[i + 1]);
            long before = w.padding() == Padding.SAME ? missing / 2 : 0;
            x[i + 1] = y[i + 1] * w.strides().get(i) + k[i] * w.dilation().get(i) - before;
        }
        x[x.length - 1] = channel;
        return x;
    }

    private static List<long[]> elements(Window w) {
        return Grid.indices(w.size().stream().mapToLong(Integer::longValue).toArray());
    }

    private void pooling() {
        for (Padding padding : Padding.values()) {
            pool(window(1, 2, 2, 1, padding), 2, 7, 3);
            pool(window(1, 3, 1, 1, padding), 1, 5, 1);
            pool(window(2, 2, 2, 1, padding), 2, 4, 6, 3);
            pool(window(2, 2, 2, 1, padding), 3, 5, 7, 2);
            pool(window(2, 3, 1, 1, padding), 1, 5, 5, 1);
            pool(window(2, 3, 2, 1, padding), 2, 7, 6, 3);
            pool(window(2, 2, 3, 1, padding), 2, 7, 8, 3);
            pool(window(new int[] {2, 3}, new int[] {1, 2}, new int[] {1, 1}, padding), 2, 6, 7, 5);
            pool(window(2, 2, 2, 1, padding), 32, 14, 14, 16);
            pool(window(3, 2, 2, 1, padding), 2, 4, 5, 3, 2);
        }
        pool(window(2, 5, 1, 1, Padding.SAME), 1, 3, 3, 2);
    }

    private void pool(Window w, long... shape) {
        long[] pooled = slide(w, shape, shape[shape.length - 1]);
        Grid unequal = Grid.distinct(shape);
        Grid ties = Grid.integers(-4, 0, shape);
        OpCase max = OpCase.of(new MaxPool(w), FLOATS, in -> maxPool(w, in.get(0), pooled), unequal);
        cases.add(max);
        cases.add(new OpCase(max.op(), List.of(ties), max.types(), max.reference(), List.of()));
        for (Grid x : List.of(unequal, ties)) {
            cases.add(OpCase.of(
                            new MaxPoolGradient(w),
                            FLOATS,
                            in -> maxPoolGradient(w, in.get(0), in.get(1), in.get(2)),
                            x,
                            maxPool(w, x, pooled),
                            Grid.uniform(-2, 2, pooled))
                    .withoutGradient());
        }
        Grid x = Grid.uniform(-3, 3, shape);
        cases.add(OpCase.of(new AveragePool(w), FLOATS, in -> averagePool(w, in.get(0), pooled), x));
        cases.add(OpCase.of(
                new AveragePoolGradient(w, Shape.of(shape)),
                FLOATS,
                in -> averagePoolGradient(w, in.get(0), shape),
                Grid.uniform(-3, 3, pooled)));
    }

    private static Grid maxPool(Window w, Grid x, long[] pooled) {
        return Grid.build(
                pooled,
                y -> elements(w).stream()
                        .map(k -> met(w, x.shape(), pooled, y, k, y[y.length - 1]))
                        .filter(x::contains)
                        .mapToDouble(x::at)
                        .max()
                        .orElseThrow());
    }

    private static Grid maxPoolGradient(Window w, Grid x, Grid y, Grid dy) {
        Grid dx = Grid.zeros(x.shape());
        for (long[] position : Grid.indices(y.shape())) {
            for (long[] k : elements(w)) {
                long[] at = met(w, x.shape(), y.shape(), position, k, position[position.length - 1]);
                if (x.contains(at) && x.at(at) == y.at(position)) {
                    dx.add(dy.at(position), at);
                    break;
                }
            }
        }
        return dx;
    }

    private static long count(Window w, long[] x, long[] pooled, long[] y) {
        Grid whole = new Grid(x, null);
        return elements(w).stream()
                .filter(k -> whole.contains(met(w, x, pooled, y, k, y[y.length - 1])))
                .count();
    }

    private static Grid averagePool(Window w, Grid x, long[] pooled) {
        return Grid.build(
                pooled,
                y -> elements(w).stream()
                                .map(k -> met(w, x.shape(), pooled, y, k, y[y.length - 1]))
                                .filter(x::contains)
                                .mapToDouble(x::at)
                                .sum()
                        / count(w, x.shape(), pooled, y));
    }

    private static Grid averagePoolGradient(Window w, Grid dy, long[] shape) {
        Grid dx = Grid.zeros(shape);
        for (long[] y : Grid.indices(dy.shape())) {
            double share = dy.at(y) / count(w, shape, dy.shape(), y);
            elements(w).stream()
                    .map(k -> met(w, shape, dy.shape(), y, k, y[y.length - 1]))
                    .filter(dx::contains)
                    .forEach(at -> dx.add(share, at));
        }
        return dx;
    }

    private void convolution() {
        for (Padding padding : Padding.values()) {
            convolve(window(1, 3, 1, 1, padding), 1, 4, 2, 7, 3);
            convolve(window(1, 2, 2, 1, padding), 1, 1, 1, 6, 1);
            convolve(window(1, 3, 1, 2, padding), 1, 2, 2, 9, 2);
            convolve(window(2, 3, 1, 1, padding), 1, 4, 2, 5, 5, 3);
            convolve(window(2, 3, 1, 1, padding), 1, 1, 1, 3, 3, 1);
            convolve(window(2, 1, 1, 1, padding), 1, 5, 2, 4, 3, 2);
            convolve(window(2, 1, 2, 1, padding), 1, 5, 2, 5, 4, 2);
            convolve(window(2, 2, 1, 1, padding), 1, 3, 2, 5, 4, 2);
            convolve(window(2, 3, 2, 1, padding), 1, 3, 2, 7, 6, 2);
            convolve(window(2, 3, 3, 1, padding), 1, 3, 2, 8, 7, 2);
            convolve(window(2, 2, 3, 1, padding), 1, 3, 2, 8, 7, 2);
            convolve(window(2, 3, 1, 2, padding), 1, 3, 2, 7, 8, 2);
            convolve(window(new int[] {2, 3}, new int[] {1, 2}, new int[] {1, 1}, padding), 1, 3, 2, 6, 7, 2);
            convolve(window(new int[] {3, 1}, new int[] {1, 1}, new int[] {2, 1}, padding), 1, 3, 2, 6, 7, 2);
            convolve(window(2, 3, 1, 1, padding), 2, 6, 2, 5, 5, 4);
            convolve(window(2, 3, 2, 1, padding), 4, 4, 2, 6, 5, 4);
            convolve(window(2, 3, 1, 1, padding), 4, 8, 1, 5, 5, 4);
            convolve(window(2, 3, 1, 1, padding), 1, 16, 3, 9, 9, 8);
            convolve(window(3, 2, 1, 1, padding), 1, 3, 2, 3, 4, 3, 2);
            convolve(window(3, 2, 2, 1, padding), 2, 4, 1, 4, 5, 4, 2);
        }
        convolve(window(2, 5, 1, 1, Padding.SAME), 1, 2, 1, 3, 3, 2);
        convolve(window(2, 3, 1, 1, Padding.SAME), 1, 8, 4, 14, 14, 1);
    }

    private void convolve(Window w, int groups, long filters, long... shape) {
        long channels = shape[shape.length - 1];
        long[] kernelShape = new long[w.rank() + 2];
        for (int i = 0; i < w.rank(); i++) {
            kernelShape[i] = w.size().get(i);
        }
        kernelShape[w.rank()] = channels / groups;
        kernelShape[w.rank() + 1] = filters;
        long[] out = slide(w, shape, filters);
        Grid x = Grid.uniform(-2, 2, shape);
        Grid kernel = Grid.uniform(-1, 1, kernelShape);
        Grid dy = Grid.uniform(-1, 2, out);
        cases.add(OpCase.of(
                new Convolution(w, groups),
                FLOATS,
                in -> {
                    Grid y = Grid.zeros(out);
                    convolve(
                            w,
                            groups,
                            shape,
                            kernelShape,
                            out,
                            (xAt, kernelAt, yAt) ->
                                    y.add(in.get(0).at(xAt) * in.get(1).at(kernelAt), yAt));
                    return y;
                },
                x,
                kernel));
        cases.add(OpCase.of(
                new ConvolutionInputGradient(w, groups, Shape.of(shape)),
                FLOATS,
                in -> {
                    Grid dx = Grid.zeros(shape);
                    convolve(
                            w,
                            groups,
                            shape,
                            kernelShape,
                            out,
                            (xAt, kernelAt, yAt) ->
                                    dx.add(in.get(0).at(kernelAt) * in.get(1).at(yAt), xAt));
                    return dx;
                },
                kernel,
                dy));
        cases.add(OpCase.of(
                new ConvolutionKernelGradient(w, groups, Shape.of(kernelShape)),
                FLOATS,
                in -> {
                    Grid dKernel = Grid.zeros(kernelShape);
                    convolve(
                            w,
                            groups,
                            shape,
                            kernelShape,
                            out,
                            (xAt, kernelAt, yAt) ->
                                    dKernel.add(in.get(0).at(xAt) * in.get(1).at(yAt), kernelAt));
                    return dKernel;
                },
                x,
                dy));
    }

    private interface Term {
        void add(long[] x, long[] kernel, long[] y);
    }

    /** Names every product of an element of x and one of the kernel that an element of y sums up. */
    private static void convolve(Window w, int groups, long[] x, long[] kernel, long[] y, Term term) {
        Grid whole = new Grid(x, null);
        long channels = kernel[kernel.length - 2];
        long filters = kernel[kernel.length - 1] / groups;
        for (long[] yAt : Grid.indices(y)) {
            long filter = yAt[yAt.length - 1];
            for (long[] k : elements(w)) {
                for (long c = 0; c < channels; c++) {
                    long[] xAt = met(w, x, y, yAt, k, filter / filters * channels + c);
                    if (whole.contains(xAt)) {
                        long[] kernelAt = Arrays.copyOf(k, k.length + 2);
                        kernelAt[k.length] = c;
                        kernelAt[k.length + 1] = filter;
                        term.add(xAt, kernelAt, yAt);
                    }
                }
            }
        }
    }

    /** With as many beams as there are beginnings, it finds what summing up all ways through the classes does. */
    private void beamSearch() {
        int steps = 4;
        int classes = 3;
        for (int blank : new int[] {0, 2}) {
            Grid x = Grid.uniform(-4, -0.1, 2, steps, classes);
            Grid lengths = Grid.of(steps, steps - 1);
            List<List<DType>> types = List.of(List.of(DType.FLOAT32, DType.INT32), List.of(DType.FLOAT64, DType.INT64));
            cases.add(new OpCase(
                    new CtcBeamSearch(200, 3, blank),
                    List.of(x, lengths),
                    types,
                    in -> labellings(in.get(0), in.get(1), 3, blank),
                    List.of()));
        }
    }

    private static List<Grid> labellings(Grid x, Grid lengths, int top, int blank) {
        long[] shape = x.shape();
        Grid paths = Grid.build(new long[] {top, shape[0], shape[1]}, index -> -1);
        Grid scores = Grid.zeros(shape[0], top);
        for (int sample = 0; sample < shape[0]; sample++) {
            Map<List<Integer>, Double> found = new HashMap<>();
            int steps = (int) lengths.at(sample);
            for (int way = 0; way < Math.pow(shape[2], steps); way++) {
                List<Integer> path = new ArrayList<>();
                double logarithm = 0;
                int before = blank;
                for (int t = 0, rest = way; t < steps; t++, rest /= (int) shape[2]) {
                    int label = rest % (int) shape[2];
                    logarithm += x.at(sample, t, label);
                    if (label != blank && label != before) {
                        path.add(label);
                    }
                    before = label;
                }
                found.merge(path, Math.exp(logarithm), Double::sum);
            }
            List<Map.Entry<List<Integer>, Double>> best = new ArrayList<>(found.entrySet());
            best.sort((a, b) -> Double.compare(b.getValue(), a.getValue()));
            for (int place = 0; place < top; place++) {
                List<Integer> path = best.get(place).getKey();
                for (int t = 0; t < path.size(); t++) {
                    paths.values()[paths.position(place, sample, t)] = path.get(t);
                }
                scores.values()[scores.position(sample, place)] =
                        Math.log(best.get(place).getValue());
            }
        }
        return List.of(paths, scores);
    }
}
