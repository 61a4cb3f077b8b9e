package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.tensor.Shape;
import java.util.ArrayList;
import java.util.List;

/** The argument {@code shared_axes} of activations with a weight for each element of a sample: along these axes, one weight serves all. */
final class SharedAxes {
    private final Argument<List<Integer>> axes;

    /** With the argument, which is null for no axes; they are counted from 1, the first after the batch. */
    SharedAxes(Argument<List<Integer>> axes) {
        this.axes = axes;
    }

    /** Takes one axis or several, and writes a list. */
    static Codecs.Simple<List<Integer>> codec() {
        Codecs.Simple<List<Integer>> axes = Codecs.axes();
        return Codecs.<List<Integer>>of(axes::decode, ArrayList::new).optional();
    }

    void set(Integer... values) {
        axes.set(List.of(values));
    }

    private boolean isShared(int axis) {
        return axes.get() != null && axes.get().contains(axis);
    }

    /** The shape of the weights for inputs of this shape: that of a sample, with size 1 along the shared axes. */
    Shape weightShape(Shape input) {
        Shape shape = input.slice(1, input.rank());
        for (int axis = 1; axis < input.rank(); axis++) {
            if (isShared(axis)) {
                shape = shape.with(axis - 1, 1);
            }
        }
        return shape;
    }

    /** What is demanded of inputs once there are weights for this one. */
    InputSpec inputSpec(Shape input) {
        InputSpec spec = new InputSpec().rank(input.rank());
        for (int axis = 1; axis < input.rank(); axis++) {
            if (!isShared(axis)) {
                spec.axis(axis, input.dim(axis));
            }
        }
        return spec;
    }
}
