package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.initializers.Constant;
import io.keras4j.initializers.GlorotUniform;
import io.keras4j.initializers.Identity;
import io.keras4j.initializers.Initializer;
import io.keras4j.initializers.Orthogonal;
import io.keras4j.initializers.RandomNormal;
import io.keras4j.initializers.VarianceScaling;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InitializersTest {
    private static final int DRAWS = 3;

    @TestFactory
    Stream<DynamicTest> equalKeras() {
        List<Map<String, Object>> cases = Fixtures.cases("functions/initializers");
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        Initializer.KIND.get(cases.get(i).get("envelope")) + " "
                                + cases.get(i).get("shape"),
                        () -> check(cases.get(i), i)));
    }

    /** The same configuration; the same numbers, or where they are random the same mean, deviation and limits. */
    private static void check(Map<String, Object> data, int index) {
        Initializer initializer = Initializer.KIND.get(data.get("envelope"));
        Map<String, Object> envelope = Initializer.KIND.envelope(initializer);
        assertThat(Fixtures.normalized(envelope)).isEqualTo(Fixtures.normalized(data.get("envelope")));
        Shape shape = Shape.of(((List<?>) data.get("shape"))
                .stream().mapToLong(size -> ((Number) size).longValue()).toArray());
        assertThat(initializer.create(shape, DType.FLOAT32).spec().dtype()).isEqualTo(DType.FLOAT32);
        assertThat(initializer.create(shape, DType.FLOAT64).spec().dtype()).isEqualTo(DType.FLOAT64);
        INDArray expected = Fixtures.arrays("functions/initializers", index).get("values");
        if (expected != null) {
            // Keras computes the angles of STFT in single precision
            Fixtures.assertClose(initializer.create(shape, DType.FLOAT32).value(), expected, 1e-6, "values");
        } else {
            checkStatistics(envelope, shape, data);
        }
    }

    private static void checkStatistics(Map<String, Object> envelope, Shape shape, Map<String, Object> data) {
        double[] all = IntStream.range(0, DRAWS)
                .boxed()
                .flatMapToDouble(seed -> Arrays.stream(Fixtures.doubles(
                        withSeed(envelope, seed).create(shape, DType.FLOAT32).value())))
                .toArray();
        double mean = Arrays.stream(all).average().orElseThrow();
        double std = Math.sqrt(
                Arrays.stream(all).map(x -> (x - mean) * (x - mean)).average().orElseThrow());
        double wantedStd = number(data, "std");
        assertThat(std).as("deviation").isCloseTo(wantedStd, within(0.01 * wantedStd));
        double sampling = 5 * wantedStd / Math.sqrt(all.length) + Math.abs(number(data, "mean")) * 1e-6;
        assertThat(mean).as("mean").isCloseTo(number(data, "mean"), within(2 * sampling));
        boolean isLimited = !envelope.toString().contains("untruncated")
                && !List.of("RandomNormal", "Orthogonal").contains(envelope.get("class_name"));
        if (isLimited) {
            double range = number(data, "max") - number(data, "min");
            assertThat(Arrays.stream(all).min().orElseThrow())
                    .as("smallest")
                    .isCloseTo(number(data, "min"), within(0.01 * range));
            assertThat(Arrays.stream(all).max().orElseThrow())
                    .as("largest")
                    .isCloseTo(number(data, "max"), within(0.01 * range));
        }
    }

    private static double number(Map<String, Object> data, String key) {
        return ((Number) data.get(key)).doubleValue();
    }

    @SuppressWarnings("unchecked")
    private static Initializer withSeed(Map<String, Object> envelope, int seed) {
        Map<String, Object> copy = new LinkedHashMap<>(envelope);
        Map<String, Object> config = new LinkedHashMap<>((Map<String, Object>) envelope.get("config"));
        config.put("seed", seed);
        copy.put("config", config);
        return Initializer.KIND.get(copy);
    }

    @Test
    void namesAreKerass() {
        for (String name : List.of(
                "zeros",
                "zero",
                "ones",
                "one",
                "constant",
                "identity",
                "uniform",
                "normal",
                "random_uniform",
                "random_normal",
                "truncated_normal",
                "glorot_uniform",
                "glorot_normal",
                "he_uniform",
                "he_normal",
                "lecun_uniform",
                "lecun_normal",
                "variance_scaling",
                "orthogonal",
                "GlorotUniform")) {
            assertThat(Initializer.KIND.knows(name)).as(name).isTrue();
        }
    }

    @Test
    void aSeedGivesTheSameNumbersAndAnotherOthers() {
        Shape shape = Shape.of(3, 4);
        INDArray first =
                new GlorotUniform().seed(7L).create(shape, DType.FLOAT32).value();
        assertThat(new GlorotUniform().seed(7L).create(shape, DType.FLOAT32).value())
                .isEqualTo(first);
        assertThat(new GlorotUniform().seed(8L).create(shape, DType.FLOAT32).value())
                .isNotEqualTo(first);
    }

    @Test
    void withoutASeedObjectsDifferAndFollowFromTheGlobalSeed() {
        Shape shape = Shape.of(3, 4);
        Keras.setRandomSeed(1);
        INDArray first = new RandomNormal().create(shape, DType.FLOAT32).value();
        assertThat(new RandomNormal().create(shape, DType.FLOAT32).value()).isNotEqualTo(first);
        Keras.setRandomSeed(1);
        assertThat(new RandomNormal().create(shape, DType.FLOAT32).value()).isEqualTo(first);
    }

    @Test
    void orthogonalMatricesAreOrthogonal() {
        INDArray matrix = new Orthogonal(2)
                .create(Shape.of(3, 3, 5, 20), DType.FLOAT64)
                .value()
                .reshape(45, 20);
        Fixtures.assertClose(
                matrix.transpose().mmul(matrix),
                Nd4j.eye(20).castTo(DataType.DOUBLE).mul(4),
                1e-12,
                "products of columns");
        INDArray wide = new Orthogonal().create(Shape.of(4, 9), DType.FLOAT64).value();
        Fixtures.assertClose(
                wide.mmul(wide.transpose()), Nd4j.eye(4).castTo(DataType.DOUBLE), 1e-12, "products of rows");
    }

    @Test
    void constantsMayBeArrays() {
        Initializer rows = Initializer.KIND.get(
                Map.of("class_name", "Constant", "config", Map.of("value", List.of(List.of(1), List.of(2)))));
        INDArray expected = Nd4j.createFromArray(new float[][] {{1, 1, 1}, {2, 2, 2}});
        assertThat(rows.create(Shape.of(2, 3), DType.FLOAT32).value()).isEqualTo(expected);
        Initializer again = Initializer.KIND.get(Initializer.KIND.envelope(new Constant(expected)));
        assertThat(again.create(Shape.of(2, 3), DType.FLOAT32).value()).isEqualTo(expected);
        assertThatThrownBy(() -> again.create(Shape.of(2, 4), DType.FLOAT32)).hasMessageContaining("(2, 3)");
    }

    @Test
    void theGainOfAnIdentityIsSavedWhenItMatters() {
        Map<String, Object> envelope = Initializer.KIND.envelope(new Identity(0.5));
        assertThat(envelope).containsEntry("config", Map.of("gain", 0.5));
        INDArray matrix = Initializer.KIND
                .get(envelope)
                .create(Shape.of(3, 2), DType.FLOAT32)
                .value();
        assertThat(matrix).isEqualTo(Nd4j.createFromArray(new float[][] {{0.5f, 0}, {0, 0.5f}, {0, 0}}));
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> new VarianceScaling(0, "fan_in", "uniform"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("VarianceScaling: scale: expected a positive number, got 0.0");
        assertThatThrownBy(() -> new VarianceScaling(1, "fan", "uniform"))
                .hasMessageContaining("mode: expected one of \"fan_in\", \"fan_out\", \"fan_avg\", got \"fan\"");
        assertThatThrownBy(() -> new VarianceScaling(1, "fan_in", "gauss")).hasMessageContaining("distribution");
        assertThatThrownBy(() -> new Identity().create(Shape.of(3), DType.FLOAT32))
                .hasMessage("Identity: expected the shape of a matrix, got (3,)");
        assertThatThrownBy(() -> new Orthogonal().create(Shape.of(3), DType.FLOAT32))
                .hasMessageContaining("at least 2 axes, got (3,)");
        assertThatThrownBy(() -> Initializer.KIND.get("glorot"))
                .hasMessageContaining("unknown initializer \"glorot\"")
                .hasMessageContaining("\"glorot_normal\"");
    }
}
