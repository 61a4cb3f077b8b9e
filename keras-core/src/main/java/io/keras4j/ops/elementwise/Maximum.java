package io.keras4j.ops.elementwise;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;

/** The larger of a and b; equal operands share the gradient. */
public record Maximum() implements Binary {
    @Override
    public Tensor gradientA(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return share(a, b, dy);
    }

    @Override
    public Tensor gradientB(Tensor a, Tensor b, Tensor y, Tensor dy) {
        return share(b, a, dy);
    }

    private static Tensor share(Tensor own, Tensor other, Tensor dy) {
        Tensor tied = Ops.multiply(Ops.cast(Ops.equal(own, other), dy.dtype()), 0.5);
        return Ops.multiply(dy, Ops.add(Ops.cast(Ops.greater(own, other), dy.dtype()), tied));
    }
}
