package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;

/**
 * Its inputs one after another along an axis; <a href="https://keras.io/api/layers/merging_layers/concatenate/">Keras's</a>.
 *
 * <p>Inputs: any number of shapes that agree but for that axis. Output: the same, with the sum of the sizes along it. The output has a mask
 * when some input has one; inputs without count completely.
 *
 * <pre>{@code
 * Tensor y = new Concatenate().apply(a, b);
 * }</pre>
 */
public final class Concatenate extends FluentLayer<Concatenate> {
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** Along the last axis. */
    public Concatenate() {}

    /** Sets the axis, which may be negative; -1 by default. */
    public Concatenate axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected void build(List<Shape> inputs) {
        for (Shape shape : inputs) {
            boolean fits = shape.rank() == inputs.get(0).rank()
                    && shape.drop(axis.get()).matches(inputs.get(0).drop(axis.get()));
            if (!fits) {
                throw new IllegalArgumentException("inputs must have matching shapes except for the concatenation axis "
                        + axis.get() + ", got shapes " + inputs);
            }
        }
    }

    @Override
    protected Tensor call(List<Tensor> inputs) {
        return Ops.concatenate(inputs, axis.get());
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        if (inputs.stream().allMatch(x -> x.mask() == null)) {
            return Collections.singletonList(null);
        }
        List<Tensor> masks = inputs.stream().map(Concatenate::fullMask).toList();
        return List.of(Ops.any(Ops.concatenate(masks, axis.get()), -1));
    }

    /** The mask of x for each of its elements. */
    private static Tensor fullMask(Tensor x) {
        if (x.mask() == null) {
            return Ops.ones(x.shape(), DType.BOOL);
        }
        return x.mask().rank() == x.rank() ? x.mask() : Ops.broadcastTo(Ops.expandDims(x.mask(), -1), x.shape());
    }
}
