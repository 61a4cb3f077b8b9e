package io.keras4j.initializers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codec;
import io.keras4j.config.Codecs;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Numbers whose variance is scale / n, where n is the number of inputs of a unit ("fan_in"), of its outputs ("fan_out") or their mean
 * ("fan_avg"). The distribution is "truncated_normal", "untruncated_normal" or "uniform".
 *
 * <pre>{@code
 * new Dense(64).kernelInitializer(new VarianceScaling(2.0, "fan_out", "uniform"));
 * }</pre>
 */
public final class VarianceScaling extends RandomInitializer {
    private static final Codec<List<Integer>> AXES =
            Codecs.list(Codecs.integer()).optional();

    private final Argument<Double> scale =
            argument("scale", Codecs.number().that(value -> value > 0, "a positive number"), 1.0);
    private final Argument<Fans.Mode> mode = argument("mode", choice(Fans.Mode.values()), "fan_in");
    private final Argument<Fans.Distribution> distribution =
            argument("distribution", choice(Fans.Distribution.values()), "truncated_normal");
    private final Argument<List<Integer>> inputAxes = argument("input_axes", AXES, null);
    private final Argument<List<Integer>> outputAxes = argument("output_axes", AXES, null);

    /** With scale 1, "fan_in" and "truncated_normal". */
    public VarianceScaling() {}

    /** With this scale, mode and distribution. */
    public VarianceScaling(double scale, String mode, String distribution) {
        this.scale.set(scale);
        this.mode.set(mode);
        this.distribution.set(distribution);
    }

    /** Sets which axes of the kernel count as inputs and which as outputs; by default the last but one and the last. */
    public VarianceScaling axes(List<Integer> input, List<Integer> output) {
        inputAxes.set(input);
        outputAxes.set(output);
        return this;
    }

    /** Sets the seed. */
    public VarianceScaling seed(Number value) {
        setSeed(value);
        return this;
    }

    @Override
    public Tensor create(Shape shape, DType dtype) {
        Fans fans = Fans.of(shape, inputAxes.get(), outputAxes.get());
        return distribution.get().draw(this, shape, dtype, scale.get() / fans.of(mode.get()));
    }

    /** One of {@code choices} by its name; "normal" is an old name of "truncated_normal". */
    private static <E extends Enum<E>> Codecs.Simple<E> choice(E[] choices) {
        String names = Arrays.stream(choices)
                .map(choice -> '"' + choice.toString() + '"')
                .collect(Collectors.joining(", ", "one of ", ""));
        return Codecs.of(
                value -> {
                    String wanted = Codecs.string().decode(value).toLowerCase(Locale.ROOT);
                    String name = wanted.equals("normal") ? "truncated_normal" : wanted;
                    return Arrays.stream(choices)
                            .filter(choice -> choice.toString().equals(name))
                            .findFirst()
                            .orElseThrow(() -> Codecs.unexpected(names, value));
                },
                E::toString);
    }
}
