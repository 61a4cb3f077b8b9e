package io.keras4j.ops.array;

import io.keras4j.ops.Op;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** An op that combines the slices of its second input, along the first axis, that have the same id in the first, a vector of integers. */
public interface Segmented extends Op {
    /** The number of ids. */
    long count();

    @Override
    default List<TensorSpec> infer(List<TensorSpec> inputs) {
        Shape ids = inputs.get(0).shape();
        Shape data = inputs.get(1).shape();
        if (!inputs.get(0).dtype().isInteger()
                || ids.rank() != 1
                || data.rank() == 0
                || !ids.matches(data.slice(0, 1))) {
            throw new IllegalArgumentException(name() + ": expected an integer for each slice along the first axis of"
                    + " data of shape " + data + ", got " + inputs.get(0));
        }
        return List.of(inputs.get(1).as(data.with(0, count())));
    }

    /**
     * Checks one id.
     *
     * @throws IndexOutOfBoundsException when it is not below the count: for kernels to use
     */
    default void check(long id) {
        if (id < 0 || id >= count()) {
            throw new IndexOutOfBoundsException(name() + ": expected ids from 0 to " + (count() - 1) + ", got " + id);
        }
    }
}
