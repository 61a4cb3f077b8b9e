package io.keras4j.losses;

import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Two tensors that were brought to one rank, as labels and predictions are in Keras. */
public record Ranks(Tensor first, Tensor second) {
    /** Both, where one has just one axis more and that is the last and of size 1: without that axis, or both with it if the other is a vector. */
    public static Ranks same(Tensor first, Tensor second) {
        return same(first, second, true);
    }

    /** Like {@link #same(Tensor, Tensor)}; {@code expandVectors} says whether a vector gets a last axis rather than the other losing its own. */
    public static Ranks same(Tensor first, Tensor second, boolean expandVectors) {
        if (hasExtraAxis(first, second)) {
            return second.rank() == 1 && expandVectors
                    ? new Ranks(first, Ops.expandDims(second, -1))
                    : new Ranks(Ops.squeeze(first, -1), second);
        }
        if (hasExtraAxis(second, first)) {
            return first.rank() == 1 && expandVectors
                    ? new Ranks(Ops.expandDims(first, -1), second)
                    : new Ranks(first, Ops.squeeze(second, -1));
        }
        return new Ranks(first, second);
    }

    private static boolean hasExtraAxis(Tensor longer, Tensor shorter) {
        Shape shape = longer.shape();
        return shape.rank() == shorter.rank() + 1 && shape.dim(-1) == 1;
    }
}
