package io.keras4j.initializers;

import java.util.List;

/**
 * Truncated normal numbers with standard deviation √(2 / inputs): "he_normal", good before {@code relu}. Source: He et al., Delving Deep
 * into Rectifiers (2015).
 */
public final class HeNormal extends ScalingInitializer {
    /** Without a seed. */
    public HeNormal() {
        super(2, Fans.Mode.FAN_IN, Fans.Distribution.TRUNCATED_NORMAL);
    }

    /** Sets the seed. */
    public HeNormal seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public HeNormal axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
