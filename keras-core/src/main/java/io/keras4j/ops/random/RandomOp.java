package io.keras4j.ops.random;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/**
 * An op that draws numbers. Its first input is the state of a generator, int64 of shape (2): the seed and how many draws came before. The
 * numbers depend on these and on their position only, so they are the same whatever the backend and the number of threads.
 */
public interface RandomOp extends Op.NotDifferentiable {
    Shape shape();

    DType dtype();

    @Override
    default List<TensorSpec> infer(List<TensorSpec> inputs) {
        return List.of(new TensorSpec(shape(), dtype()));
    }
}
