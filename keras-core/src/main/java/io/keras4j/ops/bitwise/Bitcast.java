package io.keras4j.ops.bitwise;

import io.keras4j.ops.Op;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.TensorSpec;
import java.util.List;

/** The same bytes in memory as elements of another type: the last axis shrinks or grows when these have another size. */
public record Bitcast(DType dtype) implements Op.NotDifferentiable {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
        TensorSpec input = inputs.get(0);
        int from = input.dtype().bytes();
        int to = dtype.bytes();
        if (from == to) {
            return List.of(new TensorSpec(input.shape(), dtype));
        }
        Shape shape = input.shape();
        long last = shape.rank() == 0 ? 0 : shape.dim(-1);
        if (shape.rank() == 0 || last != Shape.UNKNOWN && last * from % to != 0) {
            throw new IllegalArgumentException("view: the bytes of " + input.dtype() + " along the last axis of shape "
                    + shape + " do not fill elements of " + dtype);
        }
        return List.of(new TensorSpec(last == Shape.UNKNOWN ? shape : shape.with(-1, last * from / to), dtype));
    }
}
