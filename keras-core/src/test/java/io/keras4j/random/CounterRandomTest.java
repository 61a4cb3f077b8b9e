package io.keras4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRandomTest {
    private static final int COUNT = 200_000;
    private static final long KEY = CounterRandom.key(7, 3);

    private final int[] bits = new int[COUNT];

    private double[] uniform(long key) {
        double[] tile = new double[COUNT];
        CounterRandom.uniform(key, 0, COUNT, bits, tile);
        return tile;
    }

    private static double mean(double[] x) {
        return Arrays.stream(x).average().orElseThrow();
    }

    /** The largest distance between the distribution of the numbers and {@code cumulative}: Kolmogorov-Smirnov. */
    private static double distance(double[] numbers, DoubleUnaryOperator cumulative) {
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double distance = 0;
        for (int i = 0; i < sorted.length; i++) {
            double expected = cumulative.applyAsDouble(sorted[i]);
            distance = Math.max(distance, Math.abs(expected - (i + 0.5) / sorted.length));
        }
        return distance;
    }

    /** Random numbers stay within this distance but in one run of 10,000. */
    private static double allowed(int count) {
        return 2.23 / Math.sqrt(count);
    }

    @Test
    void neverChanges() {
        int[] first = new int[4];
        CounterRandom.bits(CounterRandom.key(1, 2), 0, 4, first);
        assertThat(first).containsExactly(1158094650, 608681653, 688347190, 405800783);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 4095, 4096, 5000, (1L << 32) - 3, 1L << 33})
    void givesTheSameNumbersInAnyTiles(long from) {
        int[] whole = new int[10_000];
        CounterRandom.bits(KEY, from, whole.length, whole);
        int[] tile = new int[777];
        for (int start = 0; start < whole.length; start += tile.length) {
            int length = Math.min(tile.length, whole.length - start);
            CounterRandom.bits(KEY, from + start, length, tile);
            assertThat(Arrays.copyOf(tile, length)).isEqualTo(Arrays.copyOfRange(whole, start, start + length));
        }
    }

    @Test
    void isUniform() {
        double[] numbers = uniform(KEY);
        assertThat(distance(numbers, x -> x)).isLessThan(allowed(COUNT));
        assertThat(Arrays.stream(numbers).min().orElseThrow()).isNotNegative();
        assertThat(Arrays.stream(numbers).max().orElseThrow()).isLessThan(1);
        float[] floats = new float[COUNT];
        CounterRandom.uniform(KEY, 0, COUNT, bits, floats);
        double farthest = 0;
        for (int i = 0; i < COUNT; i++) {
            farthest = Math.max(farthest, Math.abs(floats[i] - numbers[i]));
        }
        assertThat(farthest).isLessThanOrEqualTo(0x1p-24);
    }

    /** With neighbouring seeds and counts too, which is what programs use. */
    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1", "42, 1000000", "2147483647, 5", "-1, -1"})
    void everyBitIsSetHalfOfTheTime(long seed, long count) {
        CounterRandom.bits(CounterRandom.key(seed, count), 0, COUNT, bits);
        for (int bit = 0; bit < 32; bit++) {
            int position = bit;
            long set =
                    Arrays.stream(bits).filter(x -> (x >>> position & 1) == 1).count();
            assertThat(set).as("bit " + bit).isCloseTo(COUNT / 2, within((long) (4 * Math.sqrt(COUNT) / 2)));
        }
    }

    /** Draws that differ in one bit of seed, count or position have nothing to do with each other. */
    @Test
    void neighboursDifferInHalfOfTheirBits() {
        int[] other = new int[COUNT];
        CounterRandom.bits(KEY, 0, COUNT, bits);
        for (long key : new long[] {CounterRandom.key(6, 3), CounterRandom.key(7, 2), CounterRandom.key(3, 7)}) {
            CounterRandom.bits(key, 0, COUNT, other);
            assertHalfDiffers(bits, other);
        }
        for (int lag : new int[] {1, 2, 3, 16, 64, 4096}) {
            CounterRandom.bits(KEY, lag, COUNT, other);
            assertHalfDiffers(bits, other);
        }
    }

    private static void assertHalfDiffers(int[] a, int[] b) {
        long[] differing = new long[32];
        for (int i = 0; i < a.length; i++) {
            for (int bit = 0; bit < 32; bit++) {
                differing[bit] += (a[i] ^ b[i]) >>> bit & 1;
            }
        }
        for (int bit = 0; bit < 32; bit++) {
            assertThat(differing[bit]).isCloseTo(COUNT / 2, within((long) (4.5 * Math.sqrt(COUNT) / 2)));
        }
    }

    /** Pairs of neighbours fill the square evenly: 64 by 64 cells, chi-squared. */
    @Test
    void neighboursAreIndependent() {
        double[] numbers = uniform(KEY);
        int cells = 64;
        int[] counts = new int[cells * cells];
        for (int i = 0; i + 1 < COUNT; i += 2) {
            counts[(int) (numbers[i] * cells) * cells + (int) (numbers[i + 1] * cells)]++;
        }
        double expected = COUNT / 2.0 / counts.length;
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(count -> (count - expected) * (count - expected) / expected)
                .sum();
        double freedom = counts.length - 1;
        assertThat(chiSquared).isCloseTo(freedom, within(4 * Math.sqrt(2 * freedom)));
    }

    @Test
    void isNormal() {
        double[] numbers = new double[COUNT];
        CounterRandom.normal(KEY, 0, COUNT, bits, numbers);
        assertThat(distance(numbers, CounterRandomTest::normalBelow)).isLessThan(allowed(COUNT));
        assertThat(mean(numbers)).isCloseTo(0, within(4 / Math.sqrt(COUNT)));
        assertThat(Arrays.stream(numbers).allMatch(Double::isFinite)).isTrue();
    }

    @Test
    void isNormalWithinTwoDeviations() {
        double[] numbers = new double[COUNT];
        CounterRandom.truncatedNormal(KEY, 0, COUNT, bits, numbers);
        double outside = normalBelow(-2);
        assertThat(distance(numbers, x -> (normalBelow(x) - outside) / (1 - 2 * outside)))
                .isLessThan(allowed(COUNT));
        assertThat(Arrays.stream(numbers).allMatch(x -> x >= -2 && x <= 2)).isTrue();
    }

    /** The values of Python's {@code statistics.NormalDist().inv_cdf}. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 0.0",
        "0.1, -1.2815515655446008",
        "0.075, -1.4395314709384557",
        "0.0749, -1.4402382675279632",
        "0.3, -0.5244005127080407",
        "0.9, 1.2815515655446008",
        "0.975, 1.9599639845400536",
        "0.999, 3.090232306167813",
        "1e-3, -3.090232306167813",
        "1e-6, -4.753424308822899",
        "1e-10, -6.361340902404056",
        "1e-12, -7.034483825301132",
        "1e-15, -7.941345326170995",
        "1e-16, -8.222082216130435",
        "0.02275, -2.000002443899604"
    })
    void invertsTheNormalDistribution(double p, double x) {
        assertThat(NormalQuantile.of(p)).isCloseTo(x, within(1e-14 * Math.max(1, Math.abs(x))));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.5, 0.9, 0.999})
    void dropsTheGivenShare(double rate) {
        CounterRandom.dropout(KEY, rate, 5, 0, COUNT, bits);
        assertThat(Arrays.stream(bits).filter(x -> x != 0).allMatch(x -> x == 5))
                .isTrue();
        double dropped = Arrays.stream(bits).filter(x -> x == 0).count() / (double) COUNT;
        assertThat(dropped).isCloseTo(rate, within(4 * Math.sqrt(rate * (1 - rate) / COUNT)));
    }

    @Test
    void permutesEvenly() {
        int[] counts = new int[24];
        int draws = 24_000;
        int[] permutation = new int[4];
        for (int draw = 0; draw < draws; draw++) {
            CounterRandom.permutation(CounterRandom.key(5, draw), 4, bits, permutation);
            assertThat(permutation).containsExactlyInAnyOrder(0, 1, 2, 3);
            int rank = 0;
            for (int i = 0; i < 4; i++) {
                int smaller = 0;
                for (int j = i + 1; j < 4; j++) {
                    smaller += permutation[j] < permutation[i] ? 1 : 0;
                }
                rank = rank * (4 - i) + smaller;
            }
            counts[rank]++;
        }
        double chiSquared = Arrays.stream(counts)
                .mapToDouble(count -> (count - 1000) * (count - 1000) / 1000.0)
                .sum();
        assertThat(chiSquared).isLessThan(54); // but once in 3,000 times
    }

    /** By numerical integration of the density: Simpson's rule. */
    private static double normalBelow(double x) {
        int steps = 60;
        double width = x / steps;
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double a = i * width;
            sum += width / 6 * (density(a) + 4 * density(a + width / 2) + density(a + width));
        }
        return 0.5 + sum;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }
}
