package io.keras4j.constraints;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * The norms of the weights into each unit move between a minimum and a maximum, at a rate of 1 at once, at less than 1 part of the way:
 * "min_max_norm", from 0 to 1 at a rate of 1.
 */
public final class MinMaxNorm extends NormConstraint {
    private final Argument<Double> minValue = argument("min_value", Codecs.number(), 0.0);
    private final Argument<Double> maxValue = argument("max_value", Codecs.number(), 1.0);
    private final Argument<Double> rate = argument("rate", Codecs.number(), 1.0);
    private final Argument<List<Integer>> axis = argument("axis", Codecs.axes(), 0);

    /** From 0 to 1 at a rate of 1. */
    public MinMaxNorm() {}

    /** With these limits, at a rate of 1. */
    public MinMaxNorm(double minValue, double maxValue) {
        this.minValue.set(minValue);
        this.maxValue.set(maxValue);
    }

    /** Sets the rate. */
    public MinMaxNorm rate(double value) {
        rate.set(value);
        return this;
    }

    /** Sets along which axes norms are taken: 0, the default, for the kernel of a Dense layer; 0, 1 and 2 for that of a Conv2D. */
    public MinMaxNorm axis(Integer... axes) {
        axis.set(List.of(axes));
        return this;
    }

    @Override
    public Tensor project(Tensor weight) {
        return rescale(weight, axis.get());
    }

    @Override
    Tensor desired(Tensor norms) {
        Tensor clipped = Ops.clip(norms, minValue.get(), maxValue.get());
        return Ops.add(Ops.multiply(clipped, rate.get()), Ops.multiply(norms, 1 - rate.get()));
    }
}
