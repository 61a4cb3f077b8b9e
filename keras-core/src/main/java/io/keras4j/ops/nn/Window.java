package io.keras4j.ops.nn;

import io.keras4j.tensor.Shape;
import java.util.Collections;
import java.util.List;

/**
 * A window that slides over the spatial axes of a tensor of shape (batch, spatial..., channels): what convolution and pooling have in
 * common. Sizes, strides and dilations are one number per spatial axis.
 */
public record Window(List<Integer> size, List<Integer> strides, List<Integer> dilation, Padding padding) {
    /** A window without dilation. */
    public Window(List<Integer> size, List<Integer> strides, Padding padding) {
        this(size, strides, Collections.nCopies(size.size(), 1), padding);
    }

    /** The number of spatial axes. */
    public int rank() {
        return size.size();
    }

    /** How many elements of an axis the window spans, holes included. */
    public long span(int axis) {
        return (size.get(axis) - 1L) * dilation.get(axis) + 1;
    }

    /** How many positions the window takes along an axis of size {@code input}. */
    public long output(int axis, long input) {
        if (input == Shape.UNKNOWN) {
            return Shape.UNKNOWN;
        }
        long stride = strides.get(axis);
        long room = padding == Padding.SAME ? input : input - span(axis) + 1;
        return room <= 0 ? 0 : (room + stride - 1) / stride;
    }

    /**
     * The size along an axis of what a transposed convolution makes of {@code input} elements.
     *
     * @param extra by how much it is longer than the shortest that fits; null for what the padding asks for: {@link Padding#SAME} strides
     *     times the input, {@link Padding#VALID} all that the window reaches
     */
    public long transposed(int axis, long input, Integer extra) {
        if (input == Shape.UNKNOWN) {
            return Shape.UNKNOWN;
        }
        long stride = strides.get(axis);
        long span = span(axis);
        if (padding == Padding.SAME) {
            return extra == null ? input * stride : (input - 1) * stride + span % 2 + extra;
        }
        return (input - 1) * stride + span + (extra == null ? Math.max(0, stride - span) : extra);
    }

    /** How many elements are added before the first of an axis. */
    public long padBefore(int axis, long input) {
        return total(axis, input) / 2;
    }

    /** How many elements are added after the last of an axis. */
    public long padAfter(int axis, long input) {
        long total = total(axis, input);
        return total - total / 2;
    }

    private long total(int axis, long input) {
        return padding == Padding.VALID
                ? 0
                : Math.max(0, (output(axis, input) - 1) * strides.get(axis) + span(axis) - input);
    }

    /**
     * The shape of the output for an input of shape (batch, spatial..., channels).
     *
     * @param what names the op in the error message
     * @throws IllegalArgumentException when the input has another number of axes, or is smaller than the window
     */
    Shape slide(String what, Shape input, long channels) {
        if (input.rank() != rank() + 2) {
            throw new IllegalArgumentException(
                    what + ": expected an input with " + (rank() + 2) + " axes, got shape " + input);
        }
        Shape output = input.with(-1, channels);
        for (int axis = 0; axis < rank(); axis++) {
            long positions = output(axis, input.dim(axis + 1));
            if (positions == 0) {
                throw new IllegalArgumentException(what + ": a window of " + size + " with dilation " + dilation
                        + " does not fit into an input of shape " + input + " with padding=\"" + padding + "\"");
            }
            output = output.with(axis + 1, positions);
        }
        return output;
    }
}
