package io.keras4j.initializers;

import java.util.List;

/**
 * Uniform numbers between ±√(6 / (inputs + outputs)): "glorot_uniform", the default of most kernels. Source: Glorot and Bengio,
 * Understanding the difficulty of training deep feedforward neural networks (2010).
 */
public final class GlorotUniform extends ScalingInitializer {
    /** Without a seed. */
    public GlorotUniform() {
        super(1, Fans.Mode.FAN_AVG, Fans.Distribution.UNIFORM);
    }

    /** Sets the seed. */
    public GlorotUniform seed(Number value) {
        setSeed(value);
        return this;
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public GlorotUniform axes(List<Integer> input, List<Integer> output) {
        setAxes(input, output);
        return this;
    }
}
