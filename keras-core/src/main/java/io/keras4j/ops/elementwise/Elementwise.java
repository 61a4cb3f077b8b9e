package io.keras4j.ops.elementwise;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** An op whose every output element depends on one element of each input only, the inputs being broadcast to one shape. */
public interface Elementwise extends Op {
    /** The dtype of the output for inputs of {@code operand}. */
    default DType resultType(DType operand) {
        return operand;
    }

    @Override
    default List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape shape = Shape.scalar();
        try {
            for (TensorSpec input : inputs) {
                shape = Shape.broadcast(shape, input.shape());
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name() + ": " + e.getMessage(), e);
        }
        return List.of(
                new TensorSpec(shape, resultType(inputs.get(inputs.size() - 1).dtype())));
    }
}
