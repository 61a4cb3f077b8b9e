package io.keras4j.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Which samples are on which side of a split. Draws random numbers in scikit-learn's order, to split as it does. */
record SplitIndices(int[] train, int[] test) {

    static SplitIndices inOrder(int samples, int test) {
        return new SplitIndices(
                IntStream.range(0, samples - test).toArray(),
                IntStream.range(samples - test, samples).toArray());
    }

    static SplitIndices random(int samples, int test, NumpyRandom random) {
        int[] order = random.permutation(samples);
        return new SplitIndices(Arrays.copyOfRange(order, test, samples), Arrays.copyOf(order, test));
    }

    /** Draws from each class the number of samples that comes closest to its share. */
    static SplitIndices stratified(INDArray labels, int test, NumpyRandom random) {
        Collection<List<Integer>> classes = classes(labels);
        int[] counts = classes.stream().mapToInt(List::size).toArray();
        int train = Arrays.stream(counts).sum() - test;
        if (Math.min(train, test) < counts.length) {
            throw new IllegalArgumentException("stratify needs a sample of each of the " + counts.length
                    + " classes on either side, but " + train + " are to be trained and " + test + " to be tested on");
        }
        int[] trainCounts = shares(counts, train, random);
        int[] remaining = IntStream.range(0, counts.length)
                .map(i -> counts[i] - trainCounts[i])
                .toArray();
        int[] testCounts = shares(remaining, test, random);
        var trainIndices = IntStream.builder();
        var testIndices = IntStream.builder();
        int c = 0;
        for (List<Integer> members : classes) {
            int[] order = random.permutation(members.size());
            for (int i = 0; i < trainCounts[c] + testCounts[c]; i++) {
                (i < trainCounts[c] ? trainIndices : testIndices).add(members.get(order[i]));
            }
            c++;
        }
        var split = new SplitIndices(
                trainIndices.build().toArray(), testIndices.build().toArray());
        random.shuffle(split.train);
        random.shuffle(split.test);
        return split;
    }

    /** The indices of the samples of each class, by ascending label. */
    private static Collection<List<Integer>> classes(INDArray labels) {
        double[] values = Values.withoutNan("stratify", labels);
        int samples = (int) labels.size(0);
        int width = values.length / samples;
        var classes = new TreeMap<double[], List<Integer>>(Arrays::compare);
        for (int i = 0; i < samples; i++) {
            double[] label = Arrays.copyOfRange(values, i * width, (i + 1) * width);
            classes.computeIfAbsent(label, key -> new ArrayList<>()).add(i);
        }
        classes.forEach((label, members) -> {
            if (members.size() < 2) {
                throw new IllegalArgumentException("stratify needs at least 2 samples of each class, class "
                        + Arrays.toString(label) + " has one (sample " + members.get(0) + ")");
            }
        });
        return classes.values();
    }

    /** Divides draws among classes in proportion to their counts; what is left over goes to the largest remainders. */
    private static int[] shares(int[] counts, int draws, NumpyRandom random) {
        double total = Arrays.stream(counts).sum();
        var shares = new int[counts.length];
        var remainders = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            double exact = counts[i] / total * draws;
            shares[i] = (int) exact;
            remainders[i] = exact - shares[i];
        }
        int left = draws - Arrays.stream(shares).sum();
        var descending = new TreeSet<Double>(Collections.reverseOrder());
        Arrays.stream(remainders).forEach(descending::add);
        for (double remainder : descending) {
            if (left == 0) {
                break;
            }
            int[] tied = IntStream.range(0, counts.length)
                    .filter(i -> remainders[i] == remainder)
                    .toArray();
            int[] order = random.permutation(tied.length);
            int taken = Math.min(left, tied.length);
            for (int i = 0; i < taken; i++) {
                shares[tied[order[i]]]++;
            }
            left -= taken;
        }
        return shares;
    }
}
