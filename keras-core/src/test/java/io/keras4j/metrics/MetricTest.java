package io.keras4j.metrics;

import static io.keras4j.fixtures.Fixtures.assertClose;
import static io.keras4j.fixtures.Fixtures.assertSameData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.fixtures.Fixtures;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.losses.Huber;
import io.keras4j.ops.Ops;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MetricTest {
    private interface Update {
        void run(Metric metric, Fixtures.Case update, Tensor mask);
    }

    static List<Fixtures.Case> cases() {
        return Fixtures.load("metrics");
    }

    static List<Fixtures.Case> valueCases() {
        return Fixtures.load("value_metrics");
    }

    private static Metric metric(Fixtures.Case fixture) {
        return Metric.KIND.get(fixture.get("object"));
    }

    private static void eagerly(Metric metric, Fixtures.Case update, Tensor mask) {
        metric.updateState(update.tensor("y_true"), update.tensor("y_pred").withMask(mask), update.tensor("weight"));
    }

    private static void asPlanned(Metric metric, Fixtures.Case update, Tensor mask) {
        List<INDArray> inputs = Stream.of("y_true", "y_pred", "weight")
                .map(update::array)
                .filter(Objects::nonNull)
                .toList();
        List<TensorSpec> specs =
                inputs.stream().map(array -> Tensor.of(array).spec()).toList();
        Plan plan = Plan.of(Tracer.trace(specs, tensors -> {
            metric.updateState(
                    tensors.get(0), tensors.get(1).withMask(mask), tensors.size() > 2 ? tensors.get(2) : null);
            return List.of(metric.result());
        }));
        for (int i = 0; i < inputs.size(); i++) {
            plan.input(i).assign(inputs.get(i));
        }
        plan.run();
    }

    private static void check(Fixtures.Case fixture, Update update) {
        Metric metric = metric(fixture);
        for (int round = 0; round < 2; round++) {
            List<Fixtures.Case> updates = fixture.list("updates");
            for (int i = 0; i < updates.size(); i++) {
                update.run(metric, updates.get(i), fixture.tensor("mask"));
                INDArray expected = fixture.arrays("results").get(i);
                assertClose(metric.result().value(), expected, "result after update " + i);
                if (expected.length() == 1) {
                    double number = expected.getDouble(0);
                    assertThat(metric.value()).isCloseTo(number, within(1e-5 * Math.max(1, Math.abs(number))));
                }
            }
            List<Fixtures.Case> variables = fixture.list("variables");
            assertThat(metric.variables().stream().map(Variable::name).toList())
                    .isEqualTo(variables.stream().map(v -> v.get("name")).toList());
            for (int i = 0; i < variables.size(); i++) {
                assertClose(
                        metric.variables().get(i).array(),
                        variables.get(i).array("value"),
                        metric.variables().get(i).path());
            }
            metric.resetState();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resultsAreKerass(Fixtures.Case fixture) {
        check(fixture, MetricTest::eagerly);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansComputeTheSame(Fixtures.Case fixture) {
        check(fixture, MetricTest::asPlanned);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationIsKerass(Fixtures.Case fixture) {
        assertSameData(Metric.KIND.envelope(metric(fixture)), fixture.get("object"));
    }

    @ParameterizedTest
    @MethodSource("valueCases")
    void meansAndSumsAreKerass(Fixtures.Case fixture) {
        Metric metric = metric(fixture);
        List<?> results = (List<?>) fixture.get("results");
        List<Fixtures.Case> updates = fixture.list("updates");
        for (int i = 0; i < updates.size(); i++) {
            metric.updateState(updates.get(i).tensor("values"), updates.get(i).tensor("weight"));
            assertThat(metric.value()).isCloseTo((Double) results.get(i), within(1e-5));
        }
    }

    private static Tensor tensor(float... values) {
        return Tensor.of(Nd4j.createFromArray(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"accuracy", "acc"})
    void accuracyFollowsFromShapes(String name) {
        assertThat(Metric.get(name, Shape.of(8), Shape.of(8, 1))).isInstanceOf(BinaryAccuracy.class);
        assertThat(Metric.get(name, Shape.of(8), Shape.of(8, 3))).isInstanceOf(SparseCategoricalAccuracy.class);
        assertThat(Metric.get(name, Shape.of(8, 1), Shape.of(8, 3))).isInstanceOf(SparseCategoricalAccuracy.class);
        Metric categorical = Metric.get(name, Shape.of(8, 3), Shape.of(8, 3));
        assertThat(categorical).isInstanceOf(CategoricalAccuracy.class);
        assertThat(categorical.name()).isEqualTo(name);
    }

    @Test
    void aMetricIsNamedAsItWasAskedFor() {
        assertThat(Metric.get("mse", Shape.of(8), Shape.of(8)).name()).isEqualTo("mse");
        assertThat(Metric.get(new AUC().name("area"), Shape.of(8), Shape.of(8)).name())
                .isEqualTo("area");
        assertThatThrownBy(() -> Metric.get("acuracy", Shape.of(8), Shape.of(8)))
                .hasMessageContaining("\"accuracy\"");
    }

    @Test
    void metricsWithoutAGivenNameAreNumbered() {
        String first = new AUC().name();
        assertThat(first).startsWith("auc");
        assertThat(new AUC().name()).startsWith("auc_").isNotEqualTo(first);
    }

    @Test
    void aFunctionOrALossIsAveraged() {
        Metric distance = new MeanMetricWrapper((y, p) -> Ops.abs(Ops.subtract(y, p))).name("distance");
        distance.updateState(tensor(1, 2), tensor(2, 4));
        assertThat(distance.value()).isEqualTo(1.5);
        Metric huber = Metric.get(new Huber(), Shape.of(2, 1), Shape.of(2, 1));
        assertThat(huber.name()).isEqualTo("huber_loss");
        huber.updateState(Tensor.of(Nd4j.zeros(2, 1)), Tensor.of(Nd4j.ones(2, 1)));
        assertThat(huber.value()).isEqualTo(0.5);
    }

    /** A metric as a user writes it. */
    static class Positives extends Metric {
        private Variable count;

        @Override
        protected void build(Shape yTrue, Shape yPred) {
            count = addVariable("count", Shape.scalar());
        }

        @Override
        protected void update(Tensor yTrue, Tensor yPred, Tensor sampleWeight) {
            addTo(count, Ops.sum(Ops.cast(Ops.greater(yPred, 0.5), DType.FLOAT32)));
        }

        @Override
        protected Tensor compute() {
            return count.value();
        }
    }

    @Test
    void usersMetricsWork() {
        Metric positives = new Positives();
        assertThatThrownBy(positives::value).hasMessageContaining("positives").hasMessageContaining("first update");
        positives.updateState(tensor(0, 0, 0), tensor(0.2f, 0.7f, 0.9f));
        assertThat(positives.value()).isEqualTo(2);
        assertThat(positives.variables().get(0).path()).isEqualTo(positives.name() + "/count");
    }

    @Test
    void mistakesAreNamed() {
        Metric mean = new Mean();
        assertThatThrownBy(() -> mean.updateState(tensor(1), tensor(1), tensor(1)))
                .hasMessageContaining("updateState(values, sampleWeight)");
        for (Metric metric : List.of(new F1Score(), new R2Score(), new AUC().multiLabel(true))) {
            assertThatThrownBy(() -> metric.updateState(tensor(1, 0), tensor(1, 0)))
                    .hasMessageContaining("(2,)");
        }
        assertThatThrownBy(() -> new SensitivityAtSpecificity(2)).hasMessageContaining("specificity");
        assertThatThrownBy(() -> new Precision().thresholds(0.5, 2.0)).hasMessageContaining("thresholds");
        assertThatThrownBy(() -> new AUC().curve("ABC")).hasMessageContaining("curve: expected one of");
        assertThatThrownBy(() -> new IoU(2, 5).updateState(tensor(0, 1), tensor(0, 1)))
                .hasMessageContaining("target_class_ids: expected classes below 2");
        BinaryAccuracy used = new BinaryAccuracy();
        used.updateState(tensor(1), tensor(1));
        assertThatThrownBy(() -> used.threshold(0.1)).hasMessageContaining("binary_accuracy\": threshold");
    }
}
