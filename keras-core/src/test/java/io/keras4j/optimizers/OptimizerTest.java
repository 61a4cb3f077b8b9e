package io.keras4j.optimizers;

import static io.keras4j.fixtures.Fixtures.assertClose;
import static io.keras4j.fixtures.Fixtures.assertSameData;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.fixtures.Fixtures;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Ops;
import io.keras4j.schedules.ExponentialDecay;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OptimizerTest {
    private static final Fixtures.Case DATA = Fixtures.load("optimizers").get(0);

    /** The variables and the optimizer of a case. */
    private static final class Training {
        private final Fixtures.Case fixture;
        private final Variable kernel = variable("kernel");
        private final Variable bias = variable("bias");
        private final List<Variable> variables = List.of(kernel, bias);
        private final Optimizer optimizer;

        Training(Fixtures.Case fixture) {
            this.fixture = fixture;
            optimizer = optimizer(fixture);
            if (fixture.get("exclude") != null) {
                optimizer.excludeFromWeightDecay(((List<?>) fixture.get("exclude")).toArray(String[]::new));
            }
            if (fixture.get("constraint") != null) {
                kernel.setConstraint(Ops::relu);
            }
            optimizer.build(variables);
        }

        private static Variable variable(String name) {
            Variable variable = new Variable(name, DATA.array(name), true);
            variable.setPath("dense/" + name);
            return variable;
        }

        /** The gradients of a step, as the loss gives them. */
        List<INDArray> gradients(int step) {
            List<?> all = (List<?>) ((List<?>) DATA.get("gradients")).get(step);
            List<INDArray> arrays = new ArrayList<>();
            for (Object array : all) {
                arrays.add(new Fixtures.Case(java.util.Map.of("a", array)).array("a"));
            }
            if (fixture.get("blow_up") != null && ((Number) fixture.get("blow_up")).intValue() == step) {
                arrays.get(0).putScalar(new int[] {1, 1}, Float.POSITIVE_INFINITY);
            }
            return arrays;
        }

        void apply(List<Tensor> gradients) {
            List<Tensor> scaled = gradients;
            if (optimizer instanceof LossScaleOptimizer) {
                Tensor scale = optimizer.scaleLoss(Ops.scalar(1, DType.FLOAT32));
                scaled = gradients.stream().map(g -> Ops.multiply(g, scale)).toList();
            }
            optimizer.apply(scaled, variables);
        }

        void check(int step) {
            double tolerance = (Double) fixture.get("tolerance");
            assertClose(kernel.array(), fixture.array("kernels").slice(step), "kernel after step " + step, tolerance);
            assertClose(bias.array(), fixture.array("biases").slice(step), "bias after step " + step, tolerance);
        }

        void checkState() {
            List<Fixtures.Case> expected = fixture.list("state");
            List<Variable> actual = optimizer.variables();
            assertThat(actual.stream().map(Variable::path).toList())
                    .isEqualTo(expected.stream().map(v -> v.get("path")).toList());
            double tolerance = 2 * (Double) fixture.get("tolerance");
            for (int i = 0; i < actual.size(); i++) {
                assertClose(
                        actual.get(i).array(),
                        expected.get(i).array("value"),
                        actual.get(i).path(),
                        tolerance);
            }
            optimizer.finalizeVariableValues(variables);
            assertClose(kernel.array(), fixture.arrays("finals").get(0), "final kernel", tolerance);
            assertClose(bias.array(), fixture.arrays("finals").get(1), "final bias", tolerance);
        }
    }

    static List<Fixtures.Case> cases() {
        return Fixtures.load("optimizer_cases");
    }

    private static Optimizer optimizer(Fixtures.Case fixture) {
        return Optimizer.KIND.get(fixture.get("object"));
    }

    private static int steps(Fixtures.Case fixture) {
        return (int) fixture.array("kernels").size(0);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void trajectoryIsKerass(Fixtures.Case fixture) {
        Training training = new Training(fixture);
        for (int step = 0; step < steps(fixture); step++) {
            training.apply(training.gradients(step).stream().map(Tensor::of).toList());
            training.check(step);
        }
        training.checkState();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void plansComputeTheSame(Fixtures.Case fixture) {
        Training training = new Training(fixture);
        List<TensorSpec> specs = training.variables.stream().map(Variable::spec).toList();
        Plan plan = Plan.of(Tracer.trace(specs, gradients -> {
            training.apply(gradients);
            return List.of(training.kernel.value());
        }));
        for (int step = 0; step < steps(fixture); step++) {
            List<INDArray> gradients = training.gradients(step);
            for (int i = 0; i < gradients.size(); i++) {
                plan.input(i).assign(gradients.get(i));
            }
            plan.run();
            training.check(step);
        }
        training.checkState();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurationIsKerass(Fixtures.Case fixture) {
        assertSameData(Optimizer.KIND.envelope(optimizer(fixture)), fixture.get("object"));
    }

    private static Variable variable() {
        return new Variable("w", Nd4j.createFromArray(1f, 2f), true);
    }

    private static List<Tensor> ones() {
        return List.of(Tensor.of(Nd4j.ones(2)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adam", "Adam"})
    void isFoundByItsNames(String name) {
        assertThat(Optimizer.KIND.get(name)).isInstanceOf(Adam.class);
        assertThat(Optimizer.KIND.get("rmsprop")).isInstanceOf(RMSprop.class);
        assertThatThrownBy(() -> Optimizer.KIND.get("adamn")).hasMessageContaining("\"adam\"");
    }

    @Test
    void learningRateCanBeSetBetweenPlannedSteps() {
        Variable variable = variable();
        SGD sgd = new SGD(1.0);
        Plan plan = Plan.of(Tracer.trace(List.of(variable.spec()), gradients -> {
            sgd.apply(gradients, List.of(variable));
            return List.of(variable.value());
        }));
        plan.input(0).assign(1);
        plan.run();
        sgd.setLearningRate(0.5);
        plan.run();
        assertThat(variable.array().getDouble(0)).isEqualTo(-0.5);
        assertThat(sgd.learningRate()).isEqualTo(0.5);
        assertThat(sgd.iterations()).isEqualTo(2);
        assertThat(sgd.config()).containsEntry("learning_rate", 0.5);
    }

    @Test
    void learningRateOfAScheduleFollowsTheIterations() {
        SGD sgd = new SGD(new ExponentialDecay(1.0, 1, 0.5));
        Variable variable = variable();
        assertThat(sgd.learningRate()).isCloseTo(1, within(1e-6));
        sgd.apply(ones(), List.of(variable));
        assertThat(sgd.learningRate()).isCloseTo(0.5, within(1e-6));
        assertThatThrownBy(() -> sgd.setLearningRate(0.1)).hasMessageContaining("schedule");
    }

    @Test
    void aVariableWithoutGradientIsLeftAlone() {
        Variable first = variable();
        Variable second = variable();
        new SGD(1.0).apply(Arrays.asList(ones().get(0), null), List.of(first, second));
        assertThat(first.array().getDouble(0)).isZero();
        assertThat(second.array().getDouble(0)).isEqualTo(1);
        assertThatThrownBy(() -> new SGD().apply(Arrays.asList((Tensor) null), List.of(first)))
                .hasMessageContaining("SGD")
                .hasMessageContaining("no gradients");
    }

    @Test
    void mistakesAreNamed() {
        Variable variable = variable();
        Adam adam = new Adam();
        adam.apply(ones(), List.of(variable));
        assertThatThrownBy(() -> adam.apply(ones(), List.of(variable())))
                .hasMessageContaining("Adam: unknown variable w");
        assertThatThrownBy(() -> adam.beta1(0.5)).hasMessageContaining("Adam: beta_1 cannot be changed any more");
        assertThatThrownBy(() -> adam.excludeFromWeightDecay("bias")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Adam().clipnorm(1.0).clipvalue(1.0))
                .hasMessageContaining("only one of clipnorm, global_clipnorm and clipvalue");
        assertThatThrownBy(() -> new Adam().emaMomentum(2)).hasMessageContaining("ema_momentum");
        assertThatThrownBy(() -> new Adam().gradientAccumulationSteps(1))
                .hasMessageContaining("gradient_accumulation_steps: expected an integer of at least 2, got 1");
        assertThatThrownBy(() -> new AdamW().weightDecay(null)).hasMessageContaining("weight_decay");
        assertThatThrownBy(() -> new LossScaleOptimizer("adam").clipnorm(1.0))
                .hasMessageContaining("belongs to the inner optimizer");
        assertThatThrownBy(() -> new MultiOptimizer(new OptimizerMap("sgd")).learningRate())
                .hasMessageContaining("optimizers()");
        assertThatThrownBy(() -> new OptimizerMap("sgd").put("w", new LossScaleOptimizer("sgd")))
                .hasMessageContaining("LossScaleOptimizer");
        OptimizerMap map = new OptimizerMap("sgd").put("w.*", "adam").put(".*w", "adam");
        assertThatThrownBy(() -> new MultiOptimizer(map).build(List.of(new Variable("ww", Nd4j.ones(2), true))))
                .hasMessageContaining("several keys match variable ww");
    }
}
