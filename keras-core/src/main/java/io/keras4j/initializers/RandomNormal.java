package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/** Normally distributed numbers: "random_normal", also "normal", with mean 0 and standard deviation 0.05. */
public final class RandomNormal extends RandomInitializer {
    private final Argument<Double> mean = argument("mean", Codecs.number(), 0.0);
    private final Argument<Double> stddev = argument("stddev", Codecs.number(), 0.05);

    /** With mean 0 and standard deviation 0.05. */
    public RandomNormal() {}

    /** With this mean and standard deviation. */
    public RandomNormal(double mean, double stddev) {
        this.mean.set(mean);
        this.stddev.set(stddev);
    }

    /** Sets the seed. */
    public RandomNormal seed(Number value) {
        setSeed(value);
        return this;
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return normal(shape, dtype, mean.get(), stddev.get());
    }
}
