package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.ops.Ops;
import io.keras4j.regularizers.L1;
import io.keras4j.regularizers.L2;
import io.keras4j.regularizers.OrthogonalRegularizer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class RegularizersTest {
    @TestFactory
    Stream<DynamicTest> equalKeras() {
        List<Map<String, Object>> cases = Fixtures.cases("functions/regularizers");
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        String.valueOf(Regularizer.KIND.get(cases.get(i).get("envelope"))),
                        () -> check(cases.get(i).get("envelope"), i)));
    }

    private static void check(Object envelope, int index) {
        Regularizer regularizer = Regularizer.KIND.get(envelope);
        assertThat(Fixtures.normalized(Regularizer.KIND.envelope(regularizer)))
                .isEqualTo(Fixtures.normalized(envelope));
        Map<String, INDArray> arrays = Fixtures.arrays("functions/regularizers", index);
        Tensor x = Tensor.of(arrays.get("x"));
        try (var tape = new GradientTape()) {
            Tensor penalty = regularizer.penalty(x);
            assertThat(penalty.shape()).isEqualTo(Shape.scalar());
            Fixtures.assertClose(penalty.value(), arrays.get("y"), 1e-6, "penalty");
            Tensor gradient = tape.gradientOf(penalty, List.of(x)).get(0);
            INDArray value = gradient == null ? x.value().mul(0) : gradient.value();
            Fixtures.assertClose(value, arrays.get("gradient"), 1e-5, "gradient");
        }
    }

    @Test
    void namesAreKerass() {
        for (String name : List.of("l1", "l2", "l1l2", "l1_l2", "L1", "orthogonal_regularizer")) {
            assertThat(Regularizer.KIND.knows(name)).as(name).isTrue();
        }
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> new L2(-1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("L2: l2: expected a finite number that is not negative, got -1.0");
        assertThatThrownBy(() -> new L1(Double.NaN)).hasMessageContaining("got NaN");
        assertThatThrownBy(() -> new L1(Double.POSITIVE_INFINITY)).hasMessageContaining("got Infinity");
        assertThatThrownBy(() -> new OrthogonalRegularizer(0.1, "row")).hasMessageContaining("one of [rows, columns]");
        assertThatThrownBy(() -> new OrthogonalRegularizer().penalty(Ops.ones(Shape.of(3), DType.FLOAT32)))
                .hasMessageContaining("expected a matrix, got shape (3,)");
    }
}
