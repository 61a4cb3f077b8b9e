package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.activations.Activation;
import io.keras4j.activations.Gelu;
import io.keras4j.activations.Glu;
import io.keras4j.activations.LeakyRelu;
import io.keras4j.activations.Softmax;
import io.keras4j.activations.Sparsemax;
import io.keras4j.activations.Threshold;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.config.Codec;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ActivationsTest {
    private static final Codec<Activation> CODEC = Activation.codec();

    @TestFactory
    Stream<DynamicTest> equalKeras() {
        List<Map<String, Object>> cases = Fixtures.cases("functions/activations");
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        cases.get(i).get("name") + " " + cases.get(i).get("arguments"), () -> check(cases.get(i), i)));
    }

    private static void check(Map<String, Object> data, int index) {
        Map<String, INDArray> arrays = Fixtures.arrays("functions/activations", index);
        Activation function =
                Activation.KIND.get(Map.of("class_name", data.get("name"), "config", data.get("arguments")));
        Tensor x = Tensor.of(arrays.get("x"));
        try (var tape = new GradientTape()) {
            Tensor y = function.apply(x);
            Tensor target = Ops.sum(Ops.multiply(y, Tensor.of(arrays.get("upstream"))));
            Tensor gradient = tape.gradientOf(target, List.of(x)).get(0);
            Fixtures.assertClose(y.value(), arrays.get("y"), 1e-6, "output");
            Fixtures.assertClose(gradient.value(), arrays.get("gradient"), 1e-5, "gradient");
        }
        if (Map.of().equals(data.get("arguments"))) {
            Activation named = CODEC.decode(data.get("name"));
            assertThat(named).hasSameClassAs(function);
            assertThat(CODEC.encode(named)).isEqualTo(data.get("serialized"));
        }
    }

    /** For it is the nearest point of the simplex, which the conditions of Karush, Kuhn and Tucker tell. */
    @Test
    void sparsemaxGivesTheNearestProbabilities() {
        INDArray x = Nd4j.randn(DataType.DOUBLE, 4, 6);
        INDArray y = new Sparsemax().apply(Tensor.of(x)).value();
        for (int row = 0; row < 4; row++) {
            assertThat(y.getRow(row).sumNumber().doubleValue()).isCloseTo(1, within(1e-12));
            double tau = Double.NaN;
            for (int i = 0; i < 6; i++) {
                if (y.getDouble(row, i) > 0) {
                    tau = x.getDouble(row, i) - y.getDouble(row, i);
                }
            }
            for (int i = 0; i < 6; i++) {
                assertThat(y.getDouble(row, i)).isCloseTo(Math.max(0, x.getDouble(row, i) - tau), within(1e-12));
            }
        }
        INDArray transposed =
                new Sparsemax(0).apply(Tensor.of(x.transpose().dup('c'))).value();
        Fixtures.assertClose(transposed.transpose(), y, 1e-12, "along axis 0");
    }

    @Test
    void nullIsLinear() {
        assertThat(CODEC.encode(CODEC.decode(null))).isEqualTo("linear");
    }

    @Test
    void thoseWithArgumentsAreSavedAsLayersWhereKerasHasThem() {
        assertThat(CODEC.encode(new Gelu())).isEqualTo("gelu");
        Object encoded = CODEC.encode(new LeakyRelu(0.1));
        assertThat(encoded)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("module", "keras.layers")
                .containsEntry("class_name", "LeakyReLU")
                .containsEntry("config", Map.of("negative_slope", 0.1));
        Tensor x = Tensor.of(Nd4j.createFromArray(-1f, 2f));
        assertThat(CODEC.decode(encoded).apply(x).value())
                .isEqualTo(new LeakyRelu(0.1).apply(x).value());
        assertThat(CODEC.decode(CODEC.encode(new Gelu(true)))).hasToString("Gelu(approximate=true)");
        assertThat(CODEC.decode(CODEC.encode(new Threshold(1, 2))))
                .hasToString("Threshold(threshold=1.0, default_value=2.0)");
        assertThat(CODEC.decode(CODEC.encode(new Softmax(1))))
                .hasSameClassAs(CODEC.decode(new io.keras4j.layers.Softmax(1)));
    }

    /** A user's own. */
    private static final class Double2 extends Activation {
        @Override
        public Tensor apply(Tensor x) {
            return Ops.multiply(x, 2);
        }
    }

    @Test
    void onesOwnAreRegisteredFunctionsInPython() {
        assertThatThrownBy(() -> CODEC.encode(new Double2())).hasMessageContaining("is not registered");
        assertThat(new Dense(3).activation(new Double2()).toString()).contains("Double2()");
        Activation.KIND.register("Custom", Double2.class, Double2::new);
        Object encoded = CODEC.encode(new Double2());
        assertThat(encoded)
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("class_name", "function")
                .containsEntry("config", "Custom>Double2");
        assertThat(CODEC.decode(encoded)).isInstanceOf(Double2.class);
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> CODEC.decode("rleu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown activation \"rleu\"")
                .hasMessageContaining("\"relu\"");
        assertThatThrownBy(() -> CODEC.decode("threshold")).hasMessageContaining("threshold is required");
        assertThatThrownBy(() -> CODEC.decode(3)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Glu().apply(Ops.ones(Shape.of(2, 3), DType.FLOAT32)))
                .hasMessageContaining("must have an even size, got shape (2, 3)");
    }
}
