package io.keras4j.initializers;

import java.util.List;

/**
 * Truncated normal numbers with standard deviation √(1 / inputs): "lecun_normal", which goes with {@code selu}. Source: LeCun et al.,
 * Efficient BackProp (1998).
 */
public final class LecunNormal extends ScalingInitializer {
    /** Without a seed. */
    public LecunNormal() {
        super(1, Fans.Mode.FAN_IN, Fans.Distribution.TRUNCATED_NORMAL);
    }

    /** Sets the seed. */
    public LecunNormal seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public LecunNormal axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
