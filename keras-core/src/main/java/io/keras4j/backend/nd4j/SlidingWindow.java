package io.keras4j.backend.nd4j;

import io.keras4j.ops.nn.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A window over an input of shape (batch, spatial..., channels), with views of the input for each element of the window. */
final class SlidingWindow {
    private final Window window;
    private final long[] input;
    private final long[] output;
    private final long[] padded;
    private final long[] before;

    /**
     * A window over arrays of shape {@code input}.
     *
     * @param output the shape of what comes out
     */
    SlidingWindow(Window window, long[] input, long[] output) {
        this.window = window;
        this.input = input;
        this.output = output;
        this.padded = input.clone();
        this.before = new long[input.length];
        for (int i = 0; i < window.rank(); i++) {
            before[i + 1] = window.padBefore(i, input[i + 1]);
            padded[i + 1] = before[i + 1] + input[i + 1] + window.padAfter(i, input[i + 1]);
        }
    }

    /** How many elements the window has. */
    int size() {
        return window.size().stream().reduce(1, (a, b) -> a * b);
    }

    /** How many positions it takes, over the whole batch. */
    long positions() {
        long positions = output[0];
        for (int i = 0; i < window.rank(); i++) {
            positions *= output[i + 1];
        }
        return positions;
    }

    /** Space for an input with the elements of the border around it, which are {@code border}. */
    INDArray padded(DataType type, double border) {
        return Steps.space(type, padded).assign(border);
    }

    /** The part of {@link #padded} that is the input. */
    INDArray inside(INDArray array) {
        return Views.slice(array, before, input, ones());
    }

    /** What each element of the window meets at all positions: views of the shape (batch, positions..., channels). */
    List<INDArray> elements(INDArray array) {
        List<INDArray> views = new ArrayList<>();
        for (int element = 0; element < size(); element++) {
            long[] start = new long[input.length];
            long[] step = ones();
            long[] shape = output.clone();
            shape[shape.length - 1] = input[input.length - 1];
            int rest = element;
            for (int i = window.rank() - 1; i >= 0; i--) {
                start[i + 1] =
                        (long) rest % window.size().get(i) * window.dilation().get(i);
                step[i + 1] = window.strides().get(i);
                rest /= window.size().get(i);
            }
            views.add(Views.slice(array, start, shape, step));
        }
        return views;
    }

    private long[] ones() {
        long[] ones = new long[input.length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
