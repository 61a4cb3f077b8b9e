package io.keras4j.layers;

import io.keras4j.engine.Layer;
import io.keras4j.engine.SpecExecutor;
import io.keras4j.ops.Executor;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * Applies a layer to every step of a sequence, always with the same weights; <a
 * href="https://keras.io/api/layers/recurrent_layers/time_distributed/">Keras's</a>. The layer sees one step after another: what it learns of a
 * batch, such as the means of a BatchNormalization, is of one step. A mask (batch, steps, ...) is handed on step by step, and is the output's.
 *
 * <p>Input: (batch, steps, ...). Output: (batch, steps, ...), with what the layer makes of (batch, ...).
 *
 * <pre>{@code
 * new TimeDistributed(new Conv2D(64, 3))                 // on videos: (batch, frames, height, width, channels)
 * }</pre>
 */
public final class TimeDistributed extends Wrapper<TimeDistributed> {
    /** To be configured. */
    TimeDistributed() {}

    /** Around this layer. */
    public TimeDistributed(Layer layer) {
        super(layer);
    }

    @Override
    protected void build(List<Shape> inputs) {
        Shape input = inputs.get(0);
        if (input.rank() < 3) {
            throw new IllegalArgumentException("expected an input with at least 3 axes, got shape " + input);
        }
        super.build(List.of(input.drop(1)));
    }

    @Override
    protected Tensor call(Tensor x) {
        checkMask(x);
        // in the description of a model, where lengths may be unknown, one step tells all but the length
        long length = x.shape().dim(1);
        boolean open = length == Shape.UNKNOWN || length > 0 && Executor.current() instanceof SpecExecutor;
        List<Tensor> steps = Ops.unstack(open ? Ops.slice(x, 1, 0, 1) : x, 1);
        List<Tensor> masks = x.mask() == null || open ? null : Ops.unstack(x.mask(), 1);
        List<Tensor> outputs = new ArrayList<>();
        for (int t = 0; t < steps.size(); t++) {
            Tensor step = steps.get(t);
            outputs.add(layer().apply(masks == null ? step : step.withMask(masks.get(t))));
        }
        Tensor y = Ops.stack(outputs, 1);
        return open ? Ops.broadcastTo(y, y.shape().with(1, length)) : y;
    }

    private static void checkMask(Tensor x) {
        if (x.mask() != null
                && (x.mask().rank() < 2
                        || !x.mask().shape().slice(0, 2).matches(x.shape().slice(0, 2)))) {
            throw new IllegalArgumentException("expected a mask whose first two axes are those of the input, of shape "
                    + x.shape() + ", got a mask of shape " + x.mask().shape());
        }
    }

    @Override
    protected boolean supportsMasking() {
        return true;
    }
}
