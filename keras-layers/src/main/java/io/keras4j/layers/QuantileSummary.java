package io.keras4j.layers;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Values and how many others each stands for, from which quantiles are estimated: as Keras does it for Discretization, in float32. */
record QuantileSummary(float[] values, float[] weights) {
    static final QuantileSummary EMPTY = new QuantileSummary(new float[0], new float[0]);

    /** Every so-manieth of these values in order, so that 1 / {@code epsilon} are kept. */
    static QuantileSummary of(float[] all, double epsilon) {
        float[] sorted = all.clone();
        Arrays.sort(sorted);
        double step = Math.max(sorted.length / (1 / epsilon), 1);
        float[] kept = new float[(sorted.length - (int) (step - 1) + (int) step - 1) / (int) step];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = sorted[(int) (step - 1) + i * (int) step];
        }
        float[] weights = new float[kept.length];
        Arrays.fill(weights, (float) step);
        return new QuantileSummary(kept, weights);
    }

    /** The summary of both, made small again. */
    QuantileSummary merge(QuantileSummary other, double epsilon) {
        int count = values.length + other.values.length;
        float[] allValues = Arrays.copyOf(values, count);
        float[] allWeights = Arrays.copyOf(weights, count);
        System.arraycopy(other.values, 0, allValues, values.length, other.values.length);
        System.arraycopy(other.weights, 0, allWeights, values.length, other.values.length);
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> allValues[i]))
                .mapToInt(i -> i)
                .toArray();
        float[] sortedValues = new float[count];
        float[] sortedWeights = new float[count];
        for (int i = 0; i < count; i++) {
            sortedValues[i] = allValues[order[i]];
            sortedWeights[i] = allWeights[order[i]];
        }
        return new QuantileSummary(sortedValues, sortedWeights).compress(epsilon);
    }

    private QuantileSummary compress(double epsilon) {
        if (values.length * epsilon < 1) {
            return this;
        }
        int count = (int) Math.ceil(1 / epsilon);
        float[] cumulated = weights.clone();
        for (int i = 1; i < cumulated.length; i++) {
            cumulated[i] += cumulated[i - 1];
        }
        float[] shares = new float[cumulated.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = cumulated[i] / cumulated[cumulated.length - 1];
        }
        float[] newValues = new float[count];
        float[] newWeights = new float[count];
        double before = 0;
        for (int i = 0; i < count; i++) {
            double share = epsilon + i * epsilon;
            newValues[i] = (float) interpolated(share, shares, values);
            double weight = interpolated(share, shares, cumulated);
            newWeights[i] = (float) (weight - before);
            before = weight;
        }
        return new QuantileSummary(newValues, newWeights);
    }

    /** What y is where x is {@code at}, between the points that are known; beyond them that of the nearest. */
    private static double interpolated(double at, float[] x, float[] y) {
        if (at >= x[x.length - 1]) {
            return y[y.length - 1];
        }
        if (at < x[0]) {
            return y[0];
        }
        int low = 0;
        int high = x.length - 1;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (x[middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double slope = ((double) y[high] - y[low]) / ((double) x[high] - x[low]);
        return slope * (at - x[low]) + y[low];
    }

    /** The values that part the others into so many bins. */
    List<Double> boundaries(int bins) {
        QuantileSummary small = compress(1.0 / bins);
        return IntStream.range(0, Math.max(0, small.values.length - 1))
                .mapToObj(i -> (double) small.values[i])
                .toList();
    }
}
