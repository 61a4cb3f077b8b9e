package io.keras4j.initializers;

import java.util.List;

/**
 * Uniform numbers between ±√(6 / inputs): "he_uniform", good before {@code relu}. Source: He et al., Delving Deep into Rectifiers
 * (2015).
 */
public final class HeUniform extends ScalingInitializer {
    /** Without a seed. */
    public HeUniform() {
        super(2, Fans.Mode.FAN_IN, Fans.Distribution.UNIFORM);
    }

    /** Sets the seed. */
    public HeUniform seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public HeUniform axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
