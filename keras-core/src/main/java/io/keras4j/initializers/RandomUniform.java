package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Uniformly distributed numbers: "random_uniform", also "uniform", from -0.05 up to 0.05. */
public final class RandomUniform extends RandomInitializer {
    private final Argument<Double> minval = argument("minval", Codecs.number(), -0.05);
    private final Argument<Double> maxval = argument("maxval", Codecs.number(), 0.05);

    /** From -0.05 up to 0.05. */
    public RandomUniform() {}

    /** From {@code minval} up to but without {@code maxval}. */
    public RandomUniform(double minval, double maxval) {
        this.minval.set(minval);
        this.maxval.set(maxval);
    }

    /** Sets the seed. */
    public RandomUniform seed(Number value) {
        setSeed(value);
        return this;
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return uniform(shape, dtype, minval.get(), maxval.get());
    }
}
