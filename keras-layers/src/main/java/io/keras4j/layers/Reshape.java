package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Gives each sample another shape; <a href="https://keras.io/api/layers/reshaping_layers/reshape/">Keras's</a>. The batch stays.
 *
 * <p>Input: (batch, ...). Output: (batch, target shape...), in which one size may be -1 and then follows from the others.
 *
 * <pre>{@code
 * new Reshape(28, 28, 1)
 * }</pre>
 */
public final class Reshape extends FluentLayer<Reshape> {
    private final Argument<List<Long>> targetShape = argument(
            "target_shape",
            Codecs.list(Codecs.longInteger().that(size -> size >= -1, "a size that is not negative, or -1"))
                    .that(
                            sizes -> sizes.stream().filter(size -> size == -1).count() <= 1,
                            "a shape with at most one -1"));

    /** To be configured. */
    Reshape() {}

    /** A layer that gives each sample this shape. */
    public Reshape(long... targetShape) {
        this.targetShape.set(LongStream.of(targetShape).boxed().toList());
    }

    @Override
    protected Tensor call(Tensor x) {
        Shape sample = x.shape().slice(1, x.rank());
        long[] target = targetShape.get().stream().mapToLong(size -> size).toArray();
        return Ops.reshape(
                x, resolve(sample, Shape.of(target)).prepend(x.shape().dim(0)));
    }

    private static Shape resolve(Shape sample, Shape target) {
        if (!sample.isKnown()) {
            return target;
        }
        long rest = sample.size();
        int open = -1;
        for (int axis = 0; axis < target.rank(); axis++) {
            if (target.dim(axis) == Shape.UNKNOWN) {
                open = axis;
            } else {
                rest = target.dim(axis) != 0 && rest % target.dim(axis) == 0 ? rest / target.dim(axis) : -1;
            }
            if (rest < 0) {
                break;
            }
        }
        if (rest < 0 || open < 0 && rest != 1) {
            throw new IllegalArgumentException("the total size of a sample must stay the same: samples of shape "
                    + sample + " do not fit into target_shape " + target);
        }
        return open < 0 ? target : target.with(open, rest);
    }
}
