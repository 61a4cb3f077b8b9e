package io.keras4j.metrics;

import io.keras4j.config.Codecs;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.FloatX;
import io.keras4j.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What predictions of 1 are above.
 *
 * @param even whether they are spread evenly from 0 to 1, the ends perhaps a little outside, which makes counting fast
 */
record Thresholds(List<Double> values, boolean even) {
    /** These thresholds. */
    static Thresholds of(List<Double> values) {
        return new Thresholds(values, isEven(values));
    }

    /** {@code count} thresholds from 0 to 1; if just one, 0.5. */
    static Thresholds spread(int count) {
        if (count == 1) {
            return new Thresholds(List.of(0.5), false);
        }
        List<Double> values = new ArrayList<>(List.of(0.0));
        values.addAll(between(count));
        values.add(1.0);
        return new Thresholds(values, true);
    }

    /** {@code inner}, between one a little below 0, which everything is above, and one a little above 1, which nothing is. */
    static Thresholds enclosing(List<Double> inner) {
        List<Double> values = new ArrayList<>(List.of(0.0));
        values.addAll(inner);
        values.add(1.0);
        boolean even = isEven(values);
        values.set(0, -FloatX.epsilon());
        values.set(values.size() - 1, 1 + FloatX.epsilon());
        return new Thresholds(values, even);
    }

    /** The thresholds that are neither the first nor the last of {@code count} from 0 to 1. */
    static List<Double> between(int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 1; i < count - 1; i++) {
            values.add(i / (count - 1.0));
        }
        return values;
    }

    private static boolean isEven(List<Double> values) {
        int count = values.size();
        for (int i = 0; i < count; i++) {
            double even = i / (count - 1.0);
            if (!(Math.abs(values.get(i) - even) <= FloatX.epsilon() + 1e-5 * even)) {
                return false;
            }
        }
        return count > 2;
    }

    int count() {
        return values.size();
    }

    /** Whether even 0 is above the first. */
    boolean startBelowZero() {
        return values.get(0) < 0;
    }

    Tensor tensor(DType dtype) {
        double[] numbers = values.stream().mapToDouble(Double::doubleValue).toArray();
        return Ops.constant(Nd4j.createFromArray(numbers).castTo(dtype.nd4j()));
    }

    /** The codec of arguments that are a threshold or several. */
    static Codecs.Simple<List<Double>> codec() {
        Codecs.Simple<Double> threshold = Codecs.between(0, 1);
        return Codecs.of(
                value -> value instanceof Number
                        ? List.of(threshold.decode(value))
                        : Codecs.list(threshold).decode(value),
                values -> values.size() == 1 ? values.get(0) : new ArrayList<>(values));
    }
}
