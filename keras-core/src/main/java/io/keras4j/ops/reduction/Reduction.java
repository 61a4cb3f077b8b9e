package io.keras4j.ops.reduction;

import io.keras4j.ops.Op;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** An op that combines all elements along some axes into one. */
public interface Reduction extends Op {
    /** The axes that are reduced, ascending and counted from 0. */
    List<Integer> axes();

    /** Whether reduced axes stay, with size 1. */
    boolean keepDims();

    /** The dtype of the output for inputs of {@code operand}. */
    default DType resultType(DType operand) {
        return operand;
    }

    @Override
    default List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = inputs.get(0).shape();
        Shape reduced = kept(shape);
        if (!keepDims()) {
            for (int i = axes().size() - 1; i >= 0; i--) {
                reduced = reduced.drop(axes().get(i));
            }
        }
        return List.of(new TensorSpec(reduced, resultType(inputs.get(0).dtype())));
    }

    /** {@code shape} with size 1 for every reduced axis. */
    default Shape kept(Shape shape) {
        Shape kept = shape;
        for (int axis : axes()) {
            kept = kept.with(axis, 1);
        }
        return kept;
    }

    /** {@code output}, or a gradient with respect to it, with the reduced axes put back as size 1. */
    default Tensor expand(Tensor output, Tensor input) {
        return Ops.reshape(output, kept(input.shape()));
    }
}
