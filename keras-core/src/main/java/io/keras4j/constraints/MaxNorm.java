package io.keras4j.constraints;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The norms of the weights into each unit stay below a maximum: "max_norm", where it is 2. Source: Srivastava et al., Dropout (2014).
 */
public final class MaxNorm extends NormConstraint {
    private final Argument<Double> maxValue = argument("max_value", Codecs.number(), 2);
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), 0);

    /** With a maximum of 2. */
    public MaxNorm() {}

    /** With this maximum. */
    public MaxNorm(double maxValue) {
        this.maxValue.set(maxValue);
    }

    /** Sets along which axes norms are taken: 0, the default, for the kernel of a Dense layer; 0, 1 and 2 for that of a Conv2D. */
    public MaxNorm axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    @Override
    public Tensor project(Tensor weight) {
        return rescale(weight, axis.get());
    }

    @Override
    Tensor desired(Tensor norms) {
        return Ops.clip(norms, 0, maxValue.get());
    }
}
