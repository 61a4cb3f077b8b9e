package io.keras4j.examples;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.FluentLayer;
import io.keras4j.initializers.Constant;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;

/** A layer of one's own. */
public final class Scale extends FluentLayer<Scale> {
    private final Argument<Double> start = argument("start", Codecs.number(), 1.0);
    private Variable factor;

    public Scale start(double value) {
        start.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        factor = addWeight("factor", Shape.of(input.dim(-1)), new Constant(start.get()));
    }

    @Override
    protected Tensor call(Tensor x) {
        return Ops.multiply(x, factor.value());
    }
}
