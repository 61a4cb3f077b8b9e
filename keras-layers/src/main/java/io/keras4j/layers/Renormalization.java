package io.keras4j.layers;

import io.keras4j.config.Codecs;
import io.keras4j.initializers.Initializer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.Map;
import java.util.Set;

/**
 * Corrects the statistics of a batch towards moving averages: with the mean m and the deviation s of the batch, r = s / s' and
 * d = (m - m') / s', where m' and s' are the averages, make γ into r·γ and β into d·γ + β. No gradient flows through r and d. Source: Ioffe,
 * Batch Renormalization (2017).
 */
final class Renormalization {
    private static final Set<String> LIMITS = Set.of("rmax", "rmin", "dmax");

    private final Variable mean;
    private final Variable stddev;
    private final double momentum;
    private final Map<String, Object> limits;

    /**
     * With these averages, which keep {@code momentum} of what they are at each step.
     *
     * @param limits as {@link #clipping} decodes them, or null
     */
    Renormalization(Variable mean, Variable stddev, double momentum, Map<String, Object> limits) {
        this.mean = mean;
        this.stddev = stddev;
        this.momentum = momentum;
        this.limits = limits == null ? Map.of() : limits;
    }

    /** The codec of the limits: numbers for "rmax", "rmin" and "dmax", each of which may be missing. */
    static Codecs.Simple<Map<String, Object>> clipping() {
        return Codecs.map()
                .that(limits -> LIMITS.containsAll(limits.keySet()), "limits for rmax, rmin and dmax")
                .that(
                        limits -> limits.values().stream().allMatch(limit -> limit == null || limit instanceof Number),
                        "numbers as limits")
                .that(limits -> limit(limits, "rmax", 1e300) >= limit(limits, "rmin", -1e300), "an rmax not below rmin")
                .that(limits -> limit(limits, "dmax", 0) >= 0, "a dmax that is not negative")
                .optional();
    }

    private static double limit(Map<String, Object> limits, String key, double otherwise) {
        Object limit = limits.get(key);
        return limit == null ? otherwise : ((Number) limit).doubleValue();
    }

    /** An initializer that gives the square roots of what {@code variance} gives. */
    static Initializer squareRoot(Initializer variance) {
        return new Initializer() {
            @Override
            public Tensor create(Shape shape, DType dtype) {
                return Ops.sqrt(variance.create(shape, dtype));
            }
        };
    }

    /** What makes γ and β correct a batch. */
    record Correction(Tensor r, Tensor d) {
        /** What stands for γ, which may be null. */
        Tensor scaling(Tensor gamma) {
            return gamma == null ? r : Ops.multiply(r, gamma);
        }

        /** What stands for β; both may be null. */
        Tensor offset(Tensor gamma, Tensor beta) {
            Tensor offset = gamma == null ? d : Ops.multiply(d, gamma);
            return beta == null ? offset : Ops.add(offset, beta);
        }
    }

    /** The correction of a batch of this mean and deviation; averages of the deviation count as √ε at least. */
    Correction correct(Tensor batchMean, Tensor batchStddev, double epsilon) {
        DType dtype = batchMean.dtype();
        Tensor deviation = Ops.maximum(Ops.cast(stddev.value(), dtype), Math.sqrt(epsilon));
        Tensor r = Ops.divide(batchStddev, deviation);
        Tensor d = Ops.divide(Ops.subtract(batchMean, Ops.cast(mean.value(), dtype)), deviation);
        if (limits.get("rmin") != null) {
            r = Ops.maximum(r, limit(limits, "rmin", 0));
        }
        if (limits.get("rmax") != null) {
            r = Ops.minimum(r, limit(limits, "rmax", 0));
        }
        if (limits.get("dmax") != null) {
            d = Ops.clip(d, -limit(limits, "dmax", 0), limit(limits, "dmax", 0));
        }
        return new Correction(Ops.stopGradient(r), Ops.stopGradient(d));
    }

    /** Moves the averages towards a batch of this mean and deviation. */
    void update(Tensor batchMean, Tensor batchStddev) {
        move(mean, batchMean);
        move(stddev, batchStddev);
    }

    private void move(Variable average, Tensor value) {
        Tensor next = Ops.add(Ops.multiply(average.value(), momentum), Ops.multiply(value, 1 - momentum));
        average.assign(Ops.cast(next, average.dtype()));
    }
}
