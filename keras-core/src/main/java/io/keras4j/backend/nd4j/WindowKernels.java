package io.keras4j.backend.nd4j;

import io.keras4j.ops.nn.AveragePool;
import io.keras4j.ops.nn.AveragePoolGradient;
import io.keras4j.ops.nn.Convolution;
import io.keras4j.ops.nn.ConvolutionInputGradient;
import io.keras4j.ops.nn.ConvolutionKernelGradient;
import io.keras4j.ops.nn.MaxPool;
import io.keras4j.ops.nn.MaxPoolGradient;
import io.keras4j.ops.nn.Window;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Convolution and pooling over any number of spatial axes: ND4J's own know neither uneven padding nor groups. What each element of the
 * window meets is a strided view of the padded input; pooling combines these views, convolution copies them side by side into a matrix
 * that is multiplied with the kernel.
 */
final class WindowKernels {
    private WindowKernels() {}

    static void addTo(Binders binders) {
        binders.add(
                Convolution.class,
                (op, in, out) -> convolution(op.window(), op.groups(), in.get(0), in.get(1), out.get(0)));
        binders.add(
                ConvolutionInputGradient.class,
                (op, in, out) -> inputGradient(op.window(), op.groups(), in.get(0), in.get(1), out.get(0)));
        binders.add(
                ConvolutionKernelGradient.class,
                (op, in, out) -> kernelGradient(op.window(), op.groups(), in.get(0), in.get(1), out.get(0)));
        binders.add(MaxPool.class, (op, in, out) -> maxPool(op.window(), in.get(0), out.get(0)));
        binders.add(
                MaxPoolGradient.class,
                (op, in, out) -> maxPoolGradient(op.window(), in.get(0), in.get(1), in.get(2), out.get(0)));
        binders.add(AveragePool.class, (op, in, out) -> averagePool(op.window(), in.get(0), out.get(0)));
        binders.add(
                AveragePoolGradient.class, (op, in, out) -> averagePoolGradient(op.window(), in.get(0), out.get(0)));
    }

    /** One group of a convolution as a product of matrices: columns (positions, window elements · channels) with a kernel. */
    private static final class Group {
        final INDArray columns;
        final INDArray kernel;
        final INDArray y;
        final List<Runnable> gather = new ArrayList<>();
        final List<Runnable> scatter = new ArrayList<>();
        final Runnable readKernel;
        final Runnable writeKernel;
        final Runnable readY;
        final Runnable writeY;

        /**
         * Group {@code number} of {@code groups}.
         *
         * @param input the padded input or its gradient
         * @param y the output or its gradient
         */
        Group(SlidingWindow sliding, int groups, int number, INDArray input, INDArray kernel, INDArray y) {
            long channels = input.size(-1) / groups;
            long filters = kernel.size(-1) / groups;
            long elements = sliding.size();
            columns = Steps.space(input.dataType(), sliding.positions(), elements * channels);
            long[] unfolded = y.shape().clone();
            unfolded[unfolded.length - 1] = elements * channels;
            INDArray sideBySide = Views.reshape(columns, unfolded);
            int last = y.rank() - 1;
            int element = 0;
            for (INDArray met : sliding.elements(input)) {
                INDArray column = Views.slice(sideBySide, last, element * channels, (element + 1) * channels);
                INDArray ofGroup = Views.slice(met, last, number * channels, (number + 1) * channels);
                gather.add(Steps.copy(ofGroup, column));
                scatter.add(Steps.binary("add", ofGroup, column, ofGroup));
                element++;
            }
            INDArray flatKernel = Views.reshape(kernel, elements * channels, kernel.size(-1));
            INDArray flatY = Views.reshape(y, sliding.positions(), y.size(-1));
            if (groups == 1) {
                this.kernel = flatKernel;
                this.y = flatY;
                readKernel = writeKernel = readY = writeY = () -> {};
            } else {
                INDArray kernelPart = Views.slice(flatKernel, 1, number * filters, (number + 1) * filters);
                INDArray yPart = Views.slice(flatY, 1, number * filters, (number + 1) * filters);
                this.kernel = Steps.space(kernel.dataType(), kernelPart.shape());
                this.y = Steps.space(y.dataType(), yPart.shape());
                readKernel = Steps.copy(kernelPart, this.kernel);
                writeKernel = Steps.copy(this.kernel, kernelPart);
                readY = Steps.copy(yPart, this.y);
                writeY = Steps.copy(this.y, yPart);
            }
        }
    }

    private static Runnable convolution(Window window, int groups, INDArray x, INDArray kernel, INDArray y) {
        SlidingWindow sliding = new SlidingWindow(window, x.shape(), y.shape());
        INDArray padded = sliding.padded(x.dataType(), 0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.copy(x, sliding.inside(padded)));
        for (int i = 0; i < groups; i++) {
            Group group = new Group(sliding, groups, i, padded, kernel, y);
            steps.addAll(group.gather);
            steps.add(group.readKernel);
            steps.add(MatMulKernel.bind(group.columns, false, group.kernel, false, group.y));
            steps.add(group.writeY);
        }
        return Steps.sequence(steps);
    }

    private static Runnable inputGradient(Window window, int groups, INDArray kernel, INDArray dy, INDArray dx) {
        SlidingWindow sliding = new SlidingWindow(window, dx.shape(), dy.shape());
        INDArray padded = sliding.padded(dx.dataType(), 0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.fill(padded, 0));
        for (int i = 0; i < groups; i++) {
            Group group = new Group(sliding, groups, i, padded, kernel, dy);
            steps.add(group.readKernel);
            steps.add(group.readY);
            steps.add(MatMulKernel.bind(group.y, false, group.kernel, true, group.columns));
            steps.addAll(group.scatter);
        }
        steps.add(Steps.copy(sliding.inside(padded), dx));
        return Steps.sequence(steps);
    }

    private static Runnable kernelGradient(Window window, int groups, INDArray x, INDArray dy, INDArray dKernel) {
        if (x.isEmpty()) {
            return Steps.fill(dKernel, 0);
        }
        SlidingWindow sliding = new SlidingWindow(window, x.shape(), dy.shape());
        INDArray padded = sliding.padded(x.dataType(), 0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.copy(x, sliding.inside(padded)));
        for (int i = 0; i < groups; i++) {
            Group group = new Group(sliding, groups, i, padded, dKernel, dy);
            steps.addAll(group.gather);
            steps.add(group.readY);
            steps.add(MatMulKernel.bind(group.columns, true, group.y, false, group.kernel));
            steps.add(group.writeKernel);
        }
        return Steps.sequence(steps);
    }

    private static Runnable maxPool(Window window, INDArray x, INDArray y) {
        SlidingWindow sliding = new SlidingWindow(window, x.shape(), y.shape());
        INDArray padded = sliding.padded(x.dataType(), Double.NEGATIVE_INFINITY);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.copy(x, sliding.inside(padded)));
        steps.add(Steps.fill(y, Double.NEGATIVE_INFINITY));
        for (INDArray element : sliding.elements(padded)) {
            steps.add(Steps.binary("maximum", y, element, y));
        }
        return Steps.sequence(steps);
    }

    private static Runnable maxPoolGradient(Window window, INDArray x, INDArray y, INDArray dy, INDArray dx) {
        SlidingWindow sliding = new SlidingWindow(window, x.shape(), y.shape());
        INDArray padded = sliding.padded(x.dataType(), Double.NEGATIVE_INFINITY);
        INDArray gradient = sliding.padded(x.dataType(), 0);
        INDArray left = Steps.spaceLike(dy); // what no element of the window has taken yet
        INDArray largest = Steps.space(DataType.BOOL, y.shape());
        INDArray taken = Steps.spaceLike(dy);
        INDArray nothing = Steps.spaceLike(dy).assign(0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.copy(x, sliding.inside(padded)));
        steps.add(Steps.fill(gradient, 0));
        steps.add(Steps.copy(dy, left));
        List<INDArray> elements = sliding.elements(padded);
        List<INDArray> gradients = sliding.elements(gradient);
        for (int i = 0; i < elements.size(); i++) {
            steps.add(Steps.binary("equals", elements.get(i), y, largest));
            steps.add(Steps.custom("select", List.of(largest, left, nothing), taken));
            steps.add(Steps.custom("select", List.of(largest, nothing, left), left));
            steps.add(Steps.binary("add", gradients.get(i), taken, gradients.get(i)));
        }
        steps.add(Steps.copy(sliding.inside(gradient), dx));
        return Steps.sequence(steps);
    }

    private static Runnable averagePool(Window window, INDArray x, INDArray y) {
        SlidingWindow sliding = new SlidingWindow(window, x.shape(), y.shape());
        INDArray padded = sliding.padded(x.dataType(), 0);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.copy(x, sliding.inside(padded)));
        steps.add(Steps.fill(y, 0));
        for (INDArray element : sliding.elements(padded)) {
            steps.add(Steps.binary("add", y, element, y));
        }
        steps.add(Steps.binary("divide", y, counts(sliding, y), y));
        return Steps.sequence(steps);
    }

    private static Runnable averagePoolGradient(Window window, INDArray dy, INDArray dx) {
        SlidingWindow sliding = new SlidingWindow(window, dx.shape(), dy.shape());
        INDArray padded = sliding.padded(dx.dataType(), 0);
        INDArray share = Steps.spaceLike(dy);
        List<Runnable> steps = new ArrayList<>();
        steps.add(Steps.fill(padded, 0));
        steps.add(Steps.binary("divide", dy, counts(sliding, dy), share));
        for (INDArray element : sliding.elements(padded)) {
            steps.add(Steps.binary("add", element, share, element));
        }
        steps.add(Steps.copy(sliding.inside(padded), dx));
        return Steps.sequence(steps);
    }

    /** How many elements of the window lie within the input, for each position. */
    private static INDArray counts(SlidingWindow sliding, INDArray y) {
        INDArray inside = sliding.padded(y.dataType(), 0);
        sliding.inside(inside).assign(1);
        INDArray counts = Steps.spaceLike(y).assign(0);
        sliding.elements(inside)
                .forEach(element -> Steps.binary("add", counts, element, counts).run());
        return counts;
    }
}
