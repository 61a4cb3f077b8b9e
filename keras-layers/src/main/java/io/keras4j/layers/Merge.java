package io.keras4j.layers;

import io.keras4j.engine.FluentLayer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Collections;
import java.util.List;
import java.util.function.BinaryOperator;

/**
 * Combines several inputs elementwise. Inputs with fewer axes get further ones of size 1 after the batch. The output has a mask when all
 * inputs have: it counts what counts in any of them.
 */
abstract class Merge<S extends Merge<S>> extends FluentLayer<S> {
    /** Combines inputs with equal numbers of axes. */
    abstract Tensor merge(List<Tensor> inputs);

    /** What {@code function} makes of the first two inputs, of that and the third, and so on. */
    static Tensor fold(List<Tensor> inputs, BinaryOperator<Tensor> function) {
        return inputs.stream().reduce(function).orElseThrow();
    }

    /** Like {@link #fold}, but where only one of two elements counts, as masks say, it is taken. */
    static Tensor foldMasked(List<Tensor> inputs, BinaryOperator<Tensor> function) {
        Tensor result = inputs.get(0);
        Tensor counts = elementMask(result);
        for (Tensor input : inputs.subList(1, inputs.size())) {
            Tensor mask = elementMask(input);
            Tensor other = mask == null ? input : Ops.where(mask, input, result);
            Tensor one = counts == null ? result : Ops.where(counts, result, other);
            result = function.apply(one, other);
            counts = mask == null || counts == null ? null : Ops.logicalOr(counts, mask);
        }
        return counts == null || inputs.size() == 1 ? result : result.withMask(Ops.any(counts, -1));
    }

    /** The mask of x for each of its elements; null where there is none. */
    static Tensor elementMask(Tensor x) {
        return x.mask() == null ? null : Ops.broadcastTo(Ops.expandDims(x.mask(), -1), x.shape());
    }

    @Override
    protected void build(List<Shape> inputs) {
        long batchSizes = inputs.stream()
                .mapToLong(shape -> shape.dim(0))
                .filter(size -> size != Shape.UNKNOWN)
                .distinct()
                .count();
        if (batchSizes > 1) {
            throw new IllegalArgumentException("cannot merge tensors with different batch sizes, got shapes " + inputs);
        }
        inputs.stream().map(shape -> shape.slice(1, shape.rank())).reduce(Shape::broadcast);
    }

    @Override
    protected Tensor call(List<Tensor> inputs) {
        int rank = inputs.stream().mapToInt(Tensor::rank).max().orElseThrow();
        return merge(inputs.stream().map(x -> expand(x, rank)).toList());
    }

    private static Tensor expand(Tensor x, int rank) {
        if (x.rank() == rank) {
            return x;
        }
        Shape shape = x.shape();
        Shape expanded = shape.slice(0, 1);
        for (int axis = shape.rank(); axis < rank; axis++) {
            expanded = expanded.append(1);
        }
        return Ops.reshape(x, expanded.concat(shape.slice(1, shape.rank())));
    }

    @Override
    protected List<Tensor> computeMasks(List<Tensor> inputs, List<Tensor> outputs) {
        List<Tensor> masks = inputs.stream().map(Tensor::mask).toList();
        return Collections.singletonList(
                masks.contains(null)
                        ? null
                        : masks.stream().reduce(Ops::logicalOr).orElseThrow());
    }
}
