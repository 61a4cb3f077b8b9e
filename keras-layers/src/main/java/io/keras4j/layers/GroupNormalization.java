package io.keras4j.layers;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.engine.InputSpec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Normalises each sample and each group of channels for itself: γ · (x - mean) / √(variance + ε) + β; <a
 * href="https://keras.io/api/layers/normalization_layers/group_normalization/">Keras's</a>. With one group that is layer normalisation over
 * all axes; with as many as channels, which -1 stands for, instance normalisation.
 *
 * <p>Input and output: any shape, the channels along {@code axis}. Weights: gamma and beta, each (channels). Source: Wu and He, Group
 * Normalization (2018).
 *
 * <pre>{@code
 * new Conv2D(64, 3), new GroupNormalization(16), new Activation("relu")
 * }</pre>
 */
public final class GroupNormalization extends AffineNormalization<GroupNormalization> {
    private final Argument<Integer> groups = argument(
            "groups",
            Codecs.integer()
                    .that(value -> value > 0 || value == -1, "a positive integer, or -1 for instance normalization"),
            32);
    private final Argument<Integer> axis = argument("axis", Codecs.integer(), -1);

    /** With 32 groups. */
    public GroupNormalization() {}

    /** With this number of groups; -1 for one per channel. */
    public GroupNormalization(int groups) {
        this.groups.set(groups);
    }

    /** Sets the axis of the channels, which may be negative; -1 by default. */
    public GroupNormalization axis(int value) {
        axis.set(value);
        return this;
    }

    @Override
    protected void build(Shape input) {
        long channels = input.dim(axis.get());
        if (channels % groups(input) != 0) {
            throw new IllegalArgumentException(
                    "the number of channels must be a multiple of the number of groups, got " + channels
                            + " channels (axis " + axis.get() + " of shape " + input + ") and groups=" + groups.get());
        }
        inputSpec(new InputSpec().rank(input.rank()).axis(axis.get(), channels));
        if (scale()) {
            addGamma(Shape.of(channels));
        }
        if (center()) {
            addBeta(Shape.of(channels));
        }
    }

    private long groups(Shape input) {
        return groups.get() == -1 ? input.dim(axis.get()) : groups.get();
    }

    @Override
    protected Tensor call(Tensor input) {
        Tensor x = Ops.cast(input, DType.result(input.dtype(), DType.FLOAT32));
        int at = x.shape().axis(axis.get());
        Shape grouped = grouped(x.shape(), x.shape());
        Shape one = Shape.of(IntStream.range(0, x.rank())
                .mapToLong(i -> i == at ? x.shape().dim(i) : 1)
                .toArray());
        Shape along = grouped(one, x.shape());
        List<Integer> axes =
                IntStream.rangeClosed(1, x.rank()).filter(i -> i != at).boxed().toList();
        Tensor gamma = gamma(x);
        Tensor beta = beta(x);
        Tensor y = Ops.layerNormalization(
                Ops.reshape(x, grouped),
                gamma == null ? null : Ops.reshape(gamma, along),
                beta == null ? null : Ops.reshape(beta, along),
                axes,
                epsilon());
        return Ops.cast(Ops.reshape(y, x.shape()), dtypePolicy().compute());
    }

    /** {@code shape} with the axis of the channels of an input cut into groups and channels of a group. */
    private Shape grouped(Shape shape, Shape input) {
        int at = input.axis(axis.get());
        long count = groups(input);
        return shape.slice(0, at).append(count).append(input.dim(at) / count).concat(shape.slice(at + 1, shape.rank()));
    }

    @Override
    protected boolean castsInputs() {
        return false;
    }
}
