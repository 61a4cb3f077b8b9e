package io.keras4j.constraints;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The norms of the weights into each unit become 1: "unit_norm".
 */
public final class UnitNorm extends NormConstraint {
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), 0);

    /** Sets along which axes norms are taken: 0, the default, for the kernel of a Dense layer; 0, 1 and 2 for that of a Conv2D. */
    public UnitNorm axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    @Override
    public Tensor project(Tensor weight) {
        return rescale(weight, axis.get());
    }

    @Override
    Tensor desired(Tensor norms) {
        return Ops.onesLike(norms);
    }
}
