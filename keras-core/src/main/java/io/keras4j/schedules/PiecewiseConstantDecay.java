package io.keras4j.schedules;

import io.keras4j.config.Argument;
import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.List;

/**
 * A rate for each span of updates: the first up to and with the first boundary, the last after the last.
 *
 * <pre>{@code
 * new PiecewiseConstantDecay(List.of(10_000L, 20_000L), List.of(1e-2, 1e-3, 1e-4));
 * }</pre>
 */
public final class PiecewiseConstantDecay extends LearningRateSchedule {
    private final Argument<List<Long>> boundaries = argument("boundaries", Codecs.list(Codecs.longInteger()));
    private final Argument<List<Double>> values = argument("values", Codecs.list(Codecs.number()));
    private final Argument<String> name = argument("name", Codecs.string(), "PiecewiseConstant");

    PiecewiseConstantDecay() {}

    /**
     * With one rate more than boundaries.
     *
     * @param boundaries ascending
     */
    public PiecewiseConstantDecay(List<Long> boundaries, List<Double> values) {
        this.boundaries.set(boundaries);
        this.values.set(values);
        if (boundaries.isEmpty() || boundaries.size() != values.size() - 1) {
            throw new IllegalArgumentException("PiecewiseConstantDecay: expected one value more than boundaries, got "
                    + boundaries.size() + " boundaries and " + values.size() + " values");
        }
    }

    /** Sets the name. */
    public PiecewiseConstantDecay name(String value) {
        name.set(value);
        return this;
    }

    @Override
    public Tensor apply(Tensor step) {
        int last = boundaries.get().size() - 1;
        Tensor rate = Ops.scalar(values.get().get(last + 1), FloatX.get());
        for (int i = last; i >= 0; i--) {
            Tensor before = Ops.lessEqual(step, boundaries.get().get(i));
            rate = Ops.where(before, values.get().get(i), rate);
        }
        return rate;
    }
}
