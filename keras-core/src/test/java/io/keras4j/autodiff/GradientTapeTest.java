package io.keras4j.autodiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.BatchNormalize;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

class GradientTapeTest {
    private static Tensor scalar(double value) {
        return Ops.scalar(value, DType.FLOAT64);
    }

    private static double number(Tensor tensor) {
        assertThat(tensor.shape()).isEqualTo(Shape.scalar());
        return tensor.value().getDouble(0);
    }

    /** The derivative of {@code function} at x. */
    private static double derivative(UnaryOperator<Tensor> function, double at) {
        Tensor x = scalar(at);
        try (GradientTape tape = new GradientTape()) {
            return number(tape.gradientOf(function.apply(x), List.of(x)).get(0));
        }
    }

    @Test
    void addsUpWhatComesByDifferentWays() {
        assertThat(derivative(x -> Ops.multiply(x, x), 3)).isEqualTo(6);
        assertThat(derivative(x -> Ops.add(Ops.square(x), Ops.multiply(x, 5)), 3))
                .isEqualTo(11);
        assertThat(derivative(
                        x -> {
                            Tensor shared = Ops.exp(x);
                            return Ops.multiply(Ops.sin(shared), shared);
                        },
                        0.5))
                .isCloseTo(
                        Math.exp(0.5) * (Math.cos(Math.exp(0.5)) * Math.exp(0.5) + Math.sin(Math.exp(0.5))),
                        within(1e-9));
    }

    @Test
    void differentiatesTheTargetItself() {
        assertThat(derivative(x -> x, 3)).isEqualTo(1);
    }

    @Test
    void hasNoneWhereTheTargetDoesNotDepend() {
        Tensor x = scalar(3);
        Tensor y = scalar(4);
        try (GradientTape tape = new GradientTape()) {
            Tensor target = Ops.square(x);
            assertThat(tape.gradientOf(target, List.of(y))).containsOnlyNulls();
            assertThat(tape.gradientOf(Ops.multiply(target, Ops.cast(Ops.greater(y, 1), DType.FLOAT64)), List.of(x, y)))
                    .satisfiesExactly(
                            dx -> assertThat(number(dx)).isEqualTo(6),
                            dy -> assertThat(dy).isNull());
        }
    }

    @Test
    void stopsWhereAskedTo() {
        assertThat(derivative(x -> Ops.multiply(Ops.stopGradient(x), x), 3)).isEqualTo(3);
    }

    @Test
    void differentiatesWithRespectToWhatWasComputed() {
        try (GradientTape tape = new GradientTape()) {
            Tensor middle = Ops.square(scalar(3));
            Tensor target = Ops.multiply(middle, Ops.exp(middle));
            assertThat(number(tape.gradientOf(target, List.of(middle)).get(0)))
                    .isCloseTo(10 * Math.exp(9), within(1e-6));
        }
    }

    @Test
    void sumsOverWhatWasBroadcast() {
        Tensor row = Tensor.of(Nd4j.createFromArray(1.0, 2.0, 3.0));
        Tensor column = Tensor.of(Nd4j.createFromArray(new double[][] {{1}, {10}}));
        try (GradientTape tape = new GradientTape()) {
            List<Tensor> gradients = tape.gradientOf(Ops.multiply(row, column), List.of(row, column));
            assertThat(gradients.get(0).value().toDoubleVector()).containsExactly(11, 11, 11);
            assertThat(gradients.get(1).shape()).isEqualTo(Shape.of(2, 1));
            assertThat(gradients.get(1).value().data().asDouble()).containsExactly(6, 6);
        }
    }

    @Test
    void differentiatesTwice() {
        Tensor x = scalar(2);
        try (GradientTape outer = new GradientTape()) {
            Tensor first;
            try (GradientTape inner = new GradientTape()) {
                first = inner.gradientOf(Ops.power(x, 3), List.of(x)).get(0);
            }
            assertThat(number(first)).isEqualTo(12);
            assertThat(number(outer.gradientOf(first, List.of(x)).get(0))).isEqualTo(12);
        }
    }

    @Test
    void recordsOnlyWhileOpen() {
        Tensor x = scalar(3);
        GradientTape tape = new GradientTape();
        Tensor recorded = Ops.square(x);
        tape.close();
        Tensor later = Ops.square(recorded);
        assertThat(number(tape.gradientOf(recorded, List.of(x)).get(0))).isEqualTo(6);
        assertThat(tape.gradientOf(later, List.of(x))).containsOnlyNulls();
    }

    @Test
    void recordsOneThreadOnly() throws InterruptedException {
        Tensor x = scalar(3);
        List<Tensor> elsewhere = new ArrayList<>();
        try (GradientTape tape = new GradientTape()) {
            Thread thread = new Thread(() -> elsewhere.add(Ops.square(x)));
            thread.start();
            thread.join();
            assertThat(tape.gradientOf(elsewhere.get(0), List.of(x))).containsOnlyNulls();
        }
    }

    @Test
    void differentiatesWithRespectToVariables() {
        Variable w = new Variable("w", Nd4j.createFromArray(1.0, 2.0), true);
        Variable unused = new Variable("unused", Nd4j.createFromArray(1.0), true);
        try (GradientTape tape = new GradientTape()) {
            Tensor loss = Ops.sum(Ops.square(w.value()));
            List<Tensor> gradients = tape.gradient(loss, List.of(w, unused));
            assertThat(gradients.get(0).value().toDoubleVector()).containsExactly(2, 4);
            assertThat(gradients.get(1)).isNull();
        }
    }

    @Test
    void saysWhereThereIsNoGradient() {
        Tensor x = Tensor.of(Nd4j.rand(DataType.DOUBLE, 4, 3));
        Tensor ones = Ops.ones(Shape.of(3), DType.FLOAT64);
        try (GradientTape tape = new GradientTape()) {
            Tensor mean =
                    new BatchNormalize(1e-3).applyAll(List.of(x, ones, ones)).get(1);
            assertThatThrownBy(() -> tape.gradientOf(mean, List.of(x)))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("batch_normalize");
        }
    }

    /** Ties share: the largest and the smallest element, the larger and the smaller of two. */
    @Test
    void sharesAmongEqualElements() {
        Tensor x = Tensor.of(Nd4j.createFromArray(3.0, 1.0, 3.0, 1.0));
        Function<Function<Tensor, Tensor>, double[]> gradient = function -> {
            try (GradientTape tape = new GradientTape()) {
                return tape.gradientOf(function.apply(x), List.of(x))
                        .get(0)
                        .value()
                        .toDoubleVector();
            }
        };
        assertThat(gradient.apply(Ops::max)).containsExactly(0.5, 0, 0.5, 0);
        assertThat(gradient.apply(Ops::min)).containsExactly(0, 0.5, 0, 0.5);
        assertThat(gradient.apply(t -> Ops.maximum(t, 3))).containsExactly(0.5, 0, 0.5, 0);
        assertThat(gradient.apply(t -> Ops.minimum(t, 3))).containsExactly(0.5, 1, 0.5, 1);
        assertThat(gradient.apply(t -> Ops.relu(Ops.subtract(t, 1)))).containsExactly(1, 0, 1, 0);
        assertThat(gradient.apply(t -> Ops.abs(Ops.subtract(t, 1)))).containsExactly(1, 0, 1, 0);
    }

    @Test
    void worksWhileAGraphIsTraced() {
        Plan plan = Plan.of(Tracer.trace(List.of(TensorSpec.float32(3)), in -> {
            try (GradientTape tape = new GradientTape()) {
                return tape.gradientOf(Ops.sum(Ops.power(in.get(0), 3)), in);
            }
        }));
        plan.input(0).assign(Nd4j.createFromArray(1f, 2f, 3f));
        plan.run();
        assertThat(plan.output(0).toDoubleVector()).containsExactly(new double[] {3, 12, 27}, within(1e-5));
    }
}
