package io.keras4j.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class RandomTest {
    private static final Shape MANY = Shape.of(100, 500);

    private static double mean(Tensor x) {
        return Ops.mean(Ops.cast(x, DType.FLOAT64)).value().getDouble(0);
    }

    private static double std(Tensor x) {
        return Ops.std(Ops.cast(x, DType.FLOAT64)).value().getDouble(0);
    }

    private static double min(Tensor x) {
        return Ops.min(x).value().getDouble(0);
    }

    private static double max(Tensor x) {
        return Ops.max(x).value().getDouble(0);
    }

    private static final SeedGenerator SEED = new SeedGenerator(11);

    @Test
    void drawsNumbersOfGammaDistributions() {
        for (double alpha : new double[] {0.05, 0.5, 1, 3, 40}) {
            Tensor x = Random.gamma(MANY, Ops.scalar(alpha, DType.FLOAT32), DType.FLOAT64, SEED);
            assertThat(mean(x)).isCloseTo(alpha, within(6 * Math.sqrt(alpha / MANY.size())));
            assertThat(std(x)).isCloseTo(Math.sqrt(alpha), within(0.03 * (1 + Math.sqrt(alpha))));
            assertThat(min(x)).isNotNegative();
        }
        // with α = 1 it is the exponential distribution
        Tensor small = Ops.less(Random.gamma(MANY, Ops.scalar(1, DType.FLOAT32), DType.FLOAT32, SEED), 0.5);
        assertThat(mean(small)).isCloseTo(1 - Math.exp(-0.5), within(0.01));
        Tensor apart = Random.gamma(Shape.of(20000, 2), Tensor.of(Nd4j.createFromArray(2f, 9f)), DType.FLOAT32, SEED);
        assertThat(Ops.mean(apart, 0).value().toDoubleVector()[0]).isCloseTo(2, within(0.05));
        assertThat(Ops.mean(apart, 0).value().toDoubleVector()[1]).isCloseTo(9, within(0.1));
        assertThat(Random.gamma(Shape.of(3), 0).value().toDoubleVector()).containsOnly(Double.NaN);
        assertThat(Random.gamma(Shape.of(5), Ops.scalar(2, DType.FLOAT32), DType.FLOAT32, new SeedGenerator(3))
                        .value())
                .isEqualTo(Random.gamma(Shape.of(5), Ops.scalar(2, DType.FLOAT32), DType.FLOAT32, new SeedGenerator(3))
                        .value());
    }

    @Test
    void drawsNumbersOfBetaDistributions() {
        for (double[] ab : new double[][] {{2, 3}, {0.5, 0.5}, {0.01, 0.02}, {30, 10}}) {
            double sum = ab[0] + ab[1];
            Tensor x = Random.beta(
                    MANY, Ops.scalar(ab[0], DType.FLOAT32), Ops.scalar(ab[1], DType.FLOAT32), DType.FLOAT32, SEED);
            assertThat(mean(x)).isCloseTo(ab[0] / sum, within(0.01));
            assertThat(std(x)).isCloseTo(Math.sqrt(ab[0] * ab[1] / (sum + 1)) / sum, within(0.01));
            assertThat(min(x)).isNotNegative();
            assertThat(max(x)).isLessThanOrEqualTo(1);
        }
        assertThat(Random.beta(Shape.of(3), 2, 3).dtype()).isEqualTo(DType.FLOAT32);
    }

    @Test
    void drawsNumbersOfBinomialDistributions() {
        for (double[] np : new double[][] {{1, 0.3}, {7, 0.5}, {20, 0.9}, {40, 0.45}, {1000, 0.02}, {500, 0.97}}) {
            Tensor x = Random.binomial(
                    MANY, Ops.scalar(np[0], DType.FLOAT32), Ops.scalar(np[1], DType.FLOAT64), DType.FLOAT32, SEED);
            double deviation = Math.sqrt(np[0] * np[1] * (1 - np[1]));
            assertThat(mean(x)).isCloseTo(np[0] * np[1], within(6 * deviation / Math.sqrt(MANY.size())));
            assertThat(std(x)).isCloseTo(deviation, within(0.02 * deviation));
            double probability = 1; // of each number of successes
            for (int k = 0; k < np[0]; k++) {
                probability *= 1 - np[1];
            }
            for (int k = 0; k <= np[0] && probability > 0; k++) {
                double share = mean(Ops.equal(x, k));
                assertThat(share)
                        .as("%d of %s", k, Arrays.toString(np))
                        .isCloseTo(probability, within(6 * Math.sqrt(probability / MANY.size()) + 1e-4));
                probability *= (np[0] - k) / (k + 1) * np[1] / (1 - np[1]);
            }
        }
        assertThat(Random.binomial(Shape.of(4), 5, 0).value().toDoubleVector()).containsOnly(0);
        assertThat(Random.binomial(Shape.of(4), 5, 1).value().toDoubleVector()).containsOnly(5);
        assertThat(Random.binomial(Shape.of(4), 5, 1.5).value().toDoubleVector())
                .containsOnly(Double.NaN);
        assertThatThrownBy(() -> Random.binomial(
                        Shape.of(4), Ops.scalar(1, DType.FLOAT32), Ops.scalar(1, DType.FLOAT32), DType.INT32, SEED))
                .hasMessage("binomial: expected a floating dtype, got int32");
    }

    @Test
    void drawsUniformNumbers() {
        Tensor x = Random.uniform(MANY, -2, 4, DType.FLOAT32, SEED);
        assertThat(x.shape()).isEqualTo(MANY);
        assertThat(mean(x)).isCloseTo(1, within(0.03));
        assertThat(std(x)).isCloseTo(6 / Math.sqrt(12), within(0.03));
        assertThat(min(x)).isBetween(-2.0, -1.99);
        assertThat(max(x)).isBetween(3.99, 4.0);
        assertThat(Random.uniform(Shape.of(3)).dtype()).isEqualTo(DType.FLOAT32);
        assertThat(Random.uniform(Shape.of(3), 0, 1, DType.FLOAT64, null).dtype())
                .isEqualTo(DType.FLOAT64);
        for (DType half : new DType[] {DType.FLOAT16, DType.BFLOAT16}) {
            Tensor coarse = Random.uniform(MANY, 0, 1, half, SEED);
            assertThat(coarse.dtype()).isEqualTo(half);
            assertThat(max(Ops.cast(coarse, DType.FLOAT32))).isLessThan(1);
            assertThat(mean(coarse)).isCloseTo(0.5, within(0.01));
        }
    }

    @Test
    void drawsNormalNumbers() {
        Tensor x = Random.normal(MANY, 3, 0.5, DType.FLOAT32, SEED);
        assertThat(mean(x)).isCloseTo(3, within(0.01));
        assertThat(std(x)).isCloseTo(0.5, within(0.01));
        assertThat(max(x)).isGreaterThan(4.5);
        Tensor truncated = Random.truncatedNormal(MANY, 3, 0.5, DType.FLOAT32, SEED);
        assertThat(mean(truncated)).isCloseTo(3, within(0.01));
        assertThat(std(truncated)).isCloseTo(0.5 * 0.8796, within(0.01));
        assertThat(min(truncated)).isBetween(2.0, 2.01);
        assertThat(max(truncated)).isBetween(3.99, 4.0);
    }

    @Test
    void drawsBetaNumbersOfSmallParameters() {
        Tensor parameter = Ops.scalar(1e-6, DType.FLOAT32);
        Tensor x = Random.beta(MANY, parameter, parameter, DType.FLOAT32, SEED);
        assertThat(mean(x)).isCloseTo(0.5, within(0.01)); // and no 0 / 0
    }

    @Test
    void drawsYesOrNo() {
        Tensor x = Random.bernoulli(MANY, 0.3, DType.INT32, SEED);
        assertThat(mean(x)).isCloseTo(0.3, within(0.01));
        assertThat(max(x)).isEqualTo(1);
        assertThat(mean(Random.bernoulli(MANY, 0, DType.FLOAT32, SEED))).isZero();
        assertThat(mean(Random.bernoulli(MANY, 1, DType.BOOL, SEED))).isEqualTo(1);
    }

    @Test
    void drawsWholeNumbers() {
        Tensor x = Random.randint(MANY, -3, 4, DType.INT64, SEED);
        assertThat(x.dtype()).isEqualTo(DType.INT64);
        for (int number = -3; number < 4; number++) {
            assertThat(mean(Ops.equal(x, number))).isCloseTo(1 / 7.0, within(0.01));
        }
        assertThat(min(x)).isEqualTo(-3);
        assertThat(max(x)).isEqualTo(3);
        assertThat(Random.randint(Shape.of(2), 0, 9).dtype()).isEqualTo(DType.INT32);
    }

    @Test
    void drawsClasses() {
        Tensor logits = Ops.log(Tensor.of(Nd4j.createFromArray(new float[][] {{0.2f, 0.5f, 0.3f}, {1, 0, 1}})));
        Tensor x = Random.categorical(logits, 20_000, DType.INT32, SEED);
        assertThat(x.shape()).isEqualTo(Shape.of(2, 20_000));
        double[][] expected = {{0.2, 0.5, 0.3}, {0.5, 0, 0.5}};
        for (int row = 0; row < 2; row++) {
            for (int type = 0; type < 3; type++) {
                assertThat(mean(Ops.equal(Ops.slice(x, 0, row, row + 1), type)))
                        .isCloseTo(expected[row][type], within(0.015));
            }
        }
        assertThat(mean(Ops.equal(Ops.slice(x, 0, 1, 2), 1))).isZero();
    }

    @Test
    void shuffles() {
        INDArray rows = Nd4j.createFromArray(new int[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}, {8, 9}});
        int moved = 0;
        for (int i = 0; i < 20; i++) {
            INDArray shuffled = Random.shuffle(Tensor.of(rows), 0, SEED).value();
            assertThat(shuffled.shape()).containsExactly(5, 2);
            int[] all = shuffled.data().asInt();
            for (int row = 0; row < 5; row++) {
                assertThat(all[2 * row + 1]).isEqualTo(all[2 * row] + 1);
            }
            moved += all[0] != 0 ? 1 : 0;
            assertThat(Arrays.stream(all).sorted().toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        }
        assertThat(moved).isGreaterThan(8);
        int[] columns = Random.shuffle(Tensor.of(rows), -1, SEED).value().data().asInt();
        assertThat(Math.abs(columns[0] - columns[1])).isEqualTo(1);
    }

    @Test
    void dropsAndScales() {
        Tensor x = Ops.full(MANY, 3, DType.FLOAT32);
        Tensor y;
        Tensor gradient;
        try (GradientTape tape = new GradientTape()) {
            y = Random.dropout(x, 0.25, null, SEED);
            gradient = tape.gradientOf(Ops.sum(y), List.of(x)).get(0);
        }
        assertThat(mean(Ops.equal(y, 0))).isCloseTo(0.25, within(0.01));
        assertThat(mean(y)).isCloseTo(3, within(0.05));
        assertThat(max(y)).isEqualTo(4);
        assertThat(max(Ops.abs(Ops.subtract(Ops.multiply(gradient, 3), y)))).isLessThan(1e-6);
        Tensor rows = Random.dropout(x, 0.5, Shape.of(100, 1), SEED);
        assertThat(max(Ops.std(rows, 1))).isLessThan(1e-6);
        assertThat(mean(Ops.equal(rows, 0))).isCloseTo(0.5, within(0.2));
        assertThat(Random.dropout(x, 0, null, SEED)).isSameAs(x);
        assertThat(max(Random.dropout(x, 1, null, SEED))).isZero();
    }

    @Test
    void goesOnFromDrawToDrawAndRepeatsWithTheSeed() {
        List<Function<SeedGenerator, Tensor>> all = List.of(
                seed -> Random.uniform(Shape.of(5), 0, 1, DType.FLOAT32, seed),
                seed -> Random.normal(Shape.of(5), 0, 1, DType.FLOAT32, seed),
                seed -> Random.truncatedNormal(Shape.of(5), 0, 1, DType.FLOAT32, seed),
                seed -> Random.randint(Shape.of(5), 0, 1000, DType.INT32, seed),
                seed -> Random.categorical(Ops.ones(Shape.of(2, 50), DType.FLOAT32), 5, DType.INT32, seed),
                seed -> Random.shuffle(Ops.arange(30), 0, seed),
                seed -> Random.dropout(Ops.ones(Shape.of(50), DType.FLOAT32), 0.5, null, seed));
        for (Function<SeedGenerator, Tensor> draw : all) {
            SeedGenerator one = new SeedGenerator(5);
            SeedGenerator two = new SeedGenerator(5);
            INDArray first = draw.apply(one).value();
            INDArray second = draw.apply(one).value();
            assertThat(first).isNotEqualTo(second).isEqualTo(draw.apply(two).value());
            assertThat(second).isEqualTo(draw.apply(two).value());
            assertThat(draw.apply(new SeedGenerator(6)).value()).isNotEqualTo(first);
            Plan plan = Plan.of(Tracer.trace(List.of(), in -> List.of(draw.apply(one))));
            for (int run = 0; run < 3; run++) {
                plan.run();
                assertThat(plan.output(0)).isEqualTo(draw.apply(two).value());
            }
        }
    }

    @Test
    void followsTheSeedOfTheProgram() {
        Keras.setRandomSeed(9);
        INDArray first = Random.uniform(Shape.of(5)).value();
        Plan plan = Plan.of(Tracer.trace(List.of(), in -> List.of(Random.uniform(Shape.of(5)))));
        plan.run();
        INDArray second = plan.output(0).dup();
        assertThat(second).isNotEqualTo(first);
        Keras.setRandomSeed(9);
        plan.run();
        assertThat(plan.output(0)).isEqualTo(first);
        assertThat(Random.uniform(Shape.of(5)).value()).isEqualTo(second);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Random.uniform(Shape.of(2), 0, 5, DType.INT32, null))
                .hasMessage("uniform: expected a floating dtype, got int32");
        assertThatThrownBy(() -> Random.randint(Shape.of(2), 3, 3)).hasMessageContaining("above minval 3");
        assertThatThrownBy(() -> Random.randint(Shape.of(2), 0, 3, DType.FLOAT32, null))
                .hasMessageContaining("float32");
        assertThatThrownBy(() -> Random.bernoulli(Shape.of(2), 1.5)).hasMessageContaining("1.5");
        assertThatThrownBy(() -> Random.dropout(Ops.arange(3), -0.5)).hasMessageContaining("rate");
        assertThatThrownBy(() -> Random.categorical(Ops.arange(3), 1)).hasMessageContaining("(3,)");
    }
}
