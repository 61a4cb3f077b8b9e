package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * eˣ, scaled so that the sum along an axis, or several, is 1; <a href="https://keras.io/api/layers/activation_layers/softmax/">Keras's</a>.
 * What the input's mask excludes becomes 0.
 *
 * <p>Input and output: any shape.
 */
public final class Softmax extends FluentLayer<Softmax> {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), -1);

    /** Along the last axis. */
    public Softmax() {}

    /** Along these axes, which may be negative. */
    public Softmax(Integer first, Integer... more) {
        List<Integer> axes = new ArrayList<>(List.of(first));
        axes.addAll(List.of(more));
        axis.set(axes);
    }

    @Override
    protected Tensor call(Tensor x) {
        Tensor mask = x.mask();
        if (mask == null) {
            return softmax(x);
        }
        checkMask(mask.shape(), x.shape());
        double excluded = x.dtype() == DType.FLOAT16 ? -3e4 : -1e9;
        return Ops.where(mask, softmax(Ops.where(mask, x, excluded)), 0);
    }

    private Tensor softmax(Tensor x) {
        return axis.get().size() == 1
                ? Ops.softmax(x, axis.get().get(0))
                : Ops.exp(Ops.subtract(x, Ops.logsumexp(x, axis.get(), true)));
    }

    private static void checkMask(Shape mask, Shape input) {
        boolean fits = mask.rank() <= input.rank();
        for (int axis = -1; fits && axis >= -mask.rank(); axis--) {
            fits = mask.dim(axis) == 1
                    || mask.slice(mask.rank() + axis, mask.rank() + axis + 1)
                            .matches(input.slice(input.rank() + axis, input.rank() + axis + 1));
        }
        if (!fits) {
            throw new IllegalArgumentException("the mask must be broadcastable to the input, got a mask of shape "
                    + mask + " for an input of shape " + input);
        }
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
