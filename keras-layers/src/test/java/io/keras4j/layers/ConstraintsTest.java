package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.constraints.Constraint;
import io.keras4j.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;

class ConstraintsTest {
    @TestFactory
    Stream<DynamicTest> equalKeras() {
        List<Map<String, Object>> cases = Fixtures.cases("functions/constraints");
        return IntStream.range(0, cases.size())
                .mapToObj(i -> DynamicTest.dynamicTest(
                        String.valueOf(Constraint.KIND.get(cases.get(i).get("envelope"))),
                        () -> check(cases.get(i).get("envelope"), i)));
    }

    private static void check(Object envelope, int index) {
        Constraint constraint = Constraint.KIND.get(envelope);
        assertThat(Fixtures.normalized(Constraint.KIND.envelope(constraint))).isEqualTo(Fixtures.normalized(envelope));
        Map<String, INDArray> arrays = Fixtures.arrays("functions/constraints", index);
        Tensor projected = constraint.project(Tensor.of(arrays.get("x")));
        Fixtures.assertClose(projected.value(), arrays.get("y"), 1e-6, "projected");
    }

    @Test
    void namesAreKerass() {
        for (String name : List.of("max_norm", "min_max_norm", "non_neg", "unit_norm", "MaxNorm")) {
            assertThat(Constraint.KIND.knows(name)).as(name).isTrue();
        }
    }
}
