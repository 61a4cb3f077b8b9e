package io.keras4j.initializers;

import java.util.List;

/**
 * Truncated normal numbers with standard deviation √(2 / (inputs + outputs)): "glorot_normal". Source: Glorot and Bengio,
 * Understanding the difficulty of training deep feedforward neural networks (2010).
 */
public final class GlorotNormal extends ScalingInitializer {
    /** Without a seed. */
    public GlorotNormal() {
        super(1, Fans.Mode.FAN_AVG, Fans.Distribution.TRUNCATED_NORMAL);
    }

    /** Sets the seed. */
    public GlorotNormal seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public GlorotNormal axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
