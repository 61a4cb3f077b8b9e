package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;

/**
 * Normally distributed numbers, those more than two standard deviations from the mean drawn anew: "truncated_normal", with mean 0 and
 * standard deviation 0.05.
 */
public final class TruncatedNormal extends RandomInitializer {
    private final Argument<Double> mean = argument("mean", Codecs.number(), 0.0);
    private final Argument<Double> stddev = argument("stddev", Codecs.number(), 0.05);

    /** With mean 0 and standard deviation 0.05. */
    public TruncatedNormal() {}

    /** With this mean and standard deviation. */
    public TruncatedNormal(double mean, double stddev) {
        this.mean.set(mean);
        this.stddev.set(stddev);
    }

    /** Sets the seed. */
    public TruncatedNormal seed(Number value) {
        setSeed(value);
        return this;
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        return truncatedNormal(shape, dtype, mean.get(), stddev.get());
    }
}
