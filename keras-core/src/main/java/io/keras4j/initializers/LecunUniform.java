package io.keras4j.initializers;

import java.util.List;

/**
 * Uniform numbers between ±√(3 / inputs): "lecun_uniform". Source: LeCun et al., Efficient BackProp (1998).
 */
public final class LecunUniform extends ScalingInitializer {
    /** Without a seed. */
    public LecunUniform() {
        super(1, Fans.Mode.FAN_IN, Fans.Distribution.UNIFORM);
    }

    /** Sets the seed. */
    public LecunUniform seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public LecunUniform axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
