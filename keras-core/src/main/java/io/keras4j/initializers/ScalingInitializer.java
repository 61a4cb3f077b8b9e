package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codec;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;

/** A {@link VarianceScaling} whose scale, mode and distribution are fixed. */
abstract class ScalingInitializer extends RandomInitializer {
    private static final Codec<List<Integer>> AXES =
            Codecs.list(Codecs.integer()).optional();

    private final Argument<List<Integer>> inputAxes = argument("input_axes", AXES, null);
    private final Argument<List<Integer>> outputAxes = argument("output_axes", AXES, null);
    private final double scale;
    private final Fans.Mode mode;
    private final Fans.Distribution distribution;

    ScalingInitializer(double scale, Fans.Mode mode, Fans.Distribution distribution) {
        this.scale = scale;
        this.mode = mode;
        this.distribution = distribution;
    }

    final void setAxes(List<Integer> input, List<Integer> output) {
        inputAxes.set(input);
        outputAxes.set(output);
    }

    @Override
    public final Tensor create(Shape shape, DType dtype) {
        Fans fans = Fans.of(shape, inputAxes.get(), outputAxes.get());
        return distribution.draw(this, shape, dtype, scale / fans.of(mode));
    }
}
