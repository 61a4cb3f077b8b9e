package io.keras4j.losses;

import static io.keras4j.fixtures.Fixtures.assertClose;
import static io.keras4j.fixtures.Fixtures.assertSameData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossTest {
    static List<Fixtures.Case> cases() {
        return Fixtures.load("losses");
    }

    private static Loss loss(Fixtures.Case fixture) {
        return Loss.KIND.get(fixture.get("object"));
    }

    private static double tolerance(Fixtures.Case fixture) {
        return (Double) fixture.get("tolerance");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void valuesResultAndGradientAreKerass(Fixtures.Case fixture) {
        Loss loss = loss(fixture);
        Tensor yPred = fixture.tensor("y_pred").withMask(fixture.tensor("mask"));
        Tensor yTrue = Ops.cast(fixture.tensor("y_true"), yPred.dtype());
        assertClose(loss.call(yTrue, yPred).value(), fixture.array("values"), "values", tolerance(fixture));
        try (GradientTape tape = new GradientTape()) {
            Tensor result = loss.apply(fixture.tensor("y_true"), yPred, fixture.tensor("weight"));
            Tensor gradient = tape.gradientOf(result, List.of(yPred)).get(0);
            assertClose(result.value(), fixture.array("result"), "result", tolerance(fixture));
            assertClose(gradient.value(), fixture.array("gradient"), "gradient", tolerance(fixture));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansComputeTheSame(Fixtures.Case fixture) {
        Loss loss = loss(fixture);
        List<INDArray> inputs = new ArrayList<>(List.of(fixture.array("y_true"), fixture.array("y_pred")));
        for (String optional : List.of("weight", "mask")) {
            if (fixture.get(optional) != null) {
                inputs.add(fixture.array(optional));
            }
        }
        Function<List<Tensor>, List<Tensor>> body = tensors -> {
            Tensor yPred = tensors.get(1);
            int next = 2;
            Tensor weight = fixture.get("weight") == null ? null : tensors.get(next++);
            yPred.withMask(fixture.get("mask") == null ? null : tensors.get(next));
            Tensor result = loss.apply(tensors.get(0), yPred, weight);
            return List.of(
                    result, Tracer.gradients(Ops.sum(result), List.of(yPred)).get(0));
        };
        List<TensorSpec> specs =
                inputs.stream().map(array -> Tensor.of(array).spec()).toList();
        Plan plan = Plan.of(Tracer.trace(specs, body));
        for (int i = 0; i < inputs.size(); i++) {
            plan.input(i).assign(inputs.get(i));
        }
        plan.run();
        assertClose(plan.output(0), fixture.array("result"), "result", tolerance(fixture));
        assertClose(plan.output(1), fixture.array("gradient"), "gradient", tolerance(fixture));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationIsKerass(Fixtures.Case fixture) {
        assertSameData(Loss.KIND.envelope(loss(fixture)), fixture.get("object"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mse", "MSE", "mean_squared_error", "MeanSquaredError"})
    void isFoundByItsNames(String name) {
        assertThat(Loss.KIND.get(name)).isInstanceOf(MeanSquaredError.class);
    }

    @Test
    void crossentropyFollowsFromShapes() {
        assertThat(Loss.get("crossentropy", Shape.of(8), Shape.of(8, 1))).isInstanceOf(BinaryCrossentropy.class);
        assertThat(Loss.get("crossentropy", Shape.of(8), Shape.of(8, 5)))
                .isInstanceOf(SparseCategoricalCrossentropy.class);
        assertThat(Loss.get("ce", Shape.of(8, 5), Shape.of(8, 5))).isInstanceOf(CategoricalCrossentropy.class);
    }

    @Test
    void aWeightCountsForAllOfItsSample() {
        Tensor yTrue = Tensor.of(Nd4j.zeros(2, 3, 1));
        Tensor yPred = Tensor.of(Nd4j.ones(2, 3, 1));
        Tensor weight = Tensor.of(Nd4j.createFromArray(1f, 3f));
        assertThat(new MeanSquaredError()
                        .reduction("sum")
                        .apply(yTrue, yPred, weight)
                        .value()
                        .getDouble(0))
                .isEqualTo(12);
    }

    @Test
    void shapesThatDoNotFitAreNamed() {
        Tensor three = Tensor.of(Nd4j.ones(4, 3));
        Tensor one = Tensor.of(Nd4j.ones(4, 1));
        assertThatThrownBy(() -> new MeanSquaredError().apply(one, three))
                .hasMessageContaining("mean_squared_error")
                .hasMessageContaining("(4, 3)")
                .hasMessageContaining("(4, 1)");
        assertThatThrownBy(() -> new SparseCategoricalCrossentropy().apply(three, three))
                .hasMessageContaining("sparse_categorical_crossentropy")
                .hasMessageContaining("numbers of the classes")
                .hasMessageContaining("(4, 3)");
    }

    @Test
    void argumentsAreChecked() {
        assertThatThrownBy(() -> new MeanSquaredError().reduction("average"))
                .hasMessageContaining("mean_squared_error: reduction: expected one of")
                .hasMessageContaining("\"average\"");
        assertThatThrownBy(() -> new CategoricalCrossentropy().labelSmoothing(2))
                .hasMessageContaining("label_smoothing");
        assertThatThrownBy(() -> new CategoricalGeneralizedCrossEntropy().q(1)).hasMessageContaining("q");
        assertThatThrownBy(() -> Loss.KIND.get("categorical_cross_entropy"))
                .hasMessageContaining("\"categorical_crossentropy\"");
    }
}
