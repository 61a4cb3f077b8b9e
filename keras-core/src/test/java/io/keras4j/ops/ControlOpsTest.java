package io.keras4j.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.graph.Plan;
import io.keras4j.graph.Tracer;
import io.keras4j.ops.ControlOps.Scanned;
import io.keras4j.ops.ControlOps.WithGradient;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.Variable;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What fixtures do not show of the functions that take functions: they do the same in steps that are compiled. */
class ControlOpsTest {
    private static Tensor numbers(double... values) {
        return Tensor.of(Nd4j.createFromArray(values));
    }

    private static double[] compiled(UnaryOperator<Tensor> function, double... x) {
        INDArray value = Nd4j.createFromArray(x);
        Plan plan = Plan.of(Tracer.trace(List.of(Tensor.of(value).spec()), in -> List.of(function.apply(in.get(0)))));
        plan.input(0).assign(value);
        plan.run();
        return plan.output(0).ravel().toDoubleVector();
    }

    private static void check(UnaryOperator<Tensor> function, double[] x, double... expected) {
        assertThat(Ops.ravel(function.apply(numbers(x))).value().toDoubleVector())
                .containsExactly(expected);
        assertThat(compiled(function, x)).containsExactly(expected);
    }

    @Test
    void branchesDependOnElements() {
        UnaryOperator<Tensor> function =
                x -> Ops.cond(Ops.greater(Ops.sum(x), 0), () -> Ops.multiply(x, 2), () -> Ops.subtract(x, 1));
        check(function, new double[] {1, 2}, 2, 4);
        check(function, new double[] {-1, -2}, -2, -3);
    }

    @Test
    void onlyOneBranchRunsWhereThePredicateIsKnown() {
        Tensor yes = Ops.scalar(1, DType.BOOL);
        Tensor result = Ops.cond(yes, () -> numbers(1), () -> {
            throw new AssertionError("the other branch");
        });
        assertThat(result.value().getDouble(0)).isEqualTo(1);
        assertThatThrownBy(() -> Ops.cond(numbers(1, 2), () -> yes, () -> yes))
                .hasMessage("expected a single condition, got one of shape (2,)");
    }

    @Test
    void branchesAssignOnlyWhereTheyAreTaken() {
        Variable variable = new Variable("v", Nd4j.scalar(10.0), false);
        Plan plan = Plan.of(Tracer.trace(
                List.of(numbers(0).spec()),
                in -> List.of(Ops.cond(
                        Ops.greater(Ops.sum(in.get(0)), 0),
                        () -> {
                            variable.assign(Ops.add(variable.value(), 1));
                            return Ops.add(variable.value(), 0.5);
                        },
                        () -> variable.value()))));
        for (double[] step : new double[][] {{1, 11.5, 11}, {-1, 11, 11}, {1, 12.5, 12}}) {
            plan.input(0).assign(step[0]);
            plan.run();
            assertThat(plan.output(0).getDouble(0)).isEqualTo(step[1]);
            assertThat(variable.value().value().getDouble(0)).isEqualTo(step[2]);
        }
    }

    @Test
    void branchesMustGiveTheSame() {
        assertThatThrownBy(() -> compiled(x -> Ops.cond(Ops.greater(Ops.sum(x), 0), () -> x, () -> Ops.sum(x)), 1, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cond: both branches must give tensors of the same shapes and dtypes");
    }

    @Test
    void switchTakesTheNearestBranch() {
        List<Function<Tensor, Tensor>> branches = List.of(x -> Ops.add(x, 1), x -> Ops.multiply(x, 10), Ops::negative);
        UnaryOperator<Tensor> function =
                x -> Ops.switchCase(Ops.cast(Ops.sum(x), DType.INT32), branches, Ops.add(x, 0.25));
        check(function, new double[] {0}, 1.25);
        check(function, new double[] {1}, 12.5);
        check(function, new double[] {2}, -2.25);
        check(function, new double[] {7}, -7.25);
        check(function, new double[] {-3}, -1.75);
    }

    @Test
    void loopsOfUnknownLengthAreLimitedInSteps() {
        UnaryOperator<Tensor> limited =
                x -> Ops.whileLoop(v -> Ops.less(Ops.sum(v), 100), v -> Ops.multiply(v, 3), x, 4);
        check(limited, new double[] {1}, 81);
        check(limited, new double[] {7}, 189);
        check(limited, new double[] {200}, 200);
        check(limited, new double[] {0.5}, 40.5);
        assertThat(Ops.whileLoop(v -> Ops.less(Ops.sum(v), 100), v -> Ops.multiply(v, 3), numbers(1))
                        .value()
                        .getDouble(0))
                .isEqualTo(243);
        assertThatThrownBy(() ->
                        compiled(x -> Ops.whileLoop(v -> Ops.less(Ops.sum(v), 100), v -> Ops.multiply(v, 3), x), 1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("give maximum_iterations");
        check(
                x -> Ops.whileLoop(
                                v -> Ops.less(v.get(0), 3),
                                v -> List.of(Ops.add(v.get(0), 1), Ops.multiply(v.get(1), 2)),
                                List.of(Ops.scalar(0, DType.INT32), x),
                                5)
                        .get(1),
                new double[] {1},
                8);
    }

    @Test
    void scansCarryOn() {
        check(
                x -> Ops.scan(
                                (Tensor carry, Tensor each) ->
                                        new Scanned<>(Ops.add(carry, each), Ops.multiply(carry, each)),
                                Ops.scalar(1, DType.FLOAT64),
                                x,
                                null,
                                true)
                        .output(),
                new double[] {1, 2, 3},
                6,
                8,
                3);
        assertThatThrownBy(() -> Ops.scan((Tensor c, Tensor e) -> new Scanned<>(c, e), numbers(1), null))
                .hasMessage("scan: expected xs or a length, got neither");
        Scanned<Tensor, Tensor> counted = Ops.scan(
                (Tensor carry, Tensor none) -> new Scanned<Tensor, Tensor>(Ops.add(carry, 1), null),
                numbers(1),
                null,
                3,
                false);
        assertThat(counted.carry().value().getDouble(0)).isEqualTo(4);
        assertThat(counted.output()).isNull();
    }

    @Test
    void associativeScansCombineInOrder() {
        for (int count = 1; count < 10; count++) {
            double[] x = new double[count];
            double[] expected = new double[count];
            double a = 1;
            double b = 0;
            for (int i = 0; i < count; i++) {
                x[i] = i - 2.5;
                a *= x[i];
                b = b * x[i] + 1;
                expected[i] = a + b;
            }
            check( // the compositions of x -> x_i x + 1, which do not commute
                    t -> {
                        List<Tensor> all = Ops.associativeScan(
                                (f, g) -> List.of(
                                        Ops.multiply(f.get(0), g.get(0)),
                                        Ops.add(Ops.multiply(g.get(0), f.get(1)), g.get(1))),
                                List.of(t, Ops.onesLike(t)));
                        return Ops.add(all.get(0), all.get(1));
                    },
                    x,
                    expected);
        }
    }

    @Test
    void functionsAreVectorizedBySignature() {
        Tensor matrices = Ops.reshape(Ops.arange(0, 12, 1, DType.FLOAT64), 2, 2, 3);
        Tensor vector = numbers(1, 2, 3);
        Function<List<Tensor>, Tensor> products =
                Ops.vectorize(in -> Ops.matmul(in.get(0), in.get(1)), java.util.Set.of(), "(m,n),(n)->(m)");
        assertThat(products.apply(List.of(matrices, vector)).value())
                .isEqualTo(Ops.matmul(matrices, vector).value());
        assertThatThrownBy(() -> products.apply(List.of(matrices, numbers(1, 2))))
                .hasMessageContaining("does not fit the signature (m,n),(n)->(m)");
        assertThatThrownBy(() -> Ops.vectorize(in -> in.get(0), java.util.Set.of(), "m->n"))
                .hasMessageContaining("expected a signature such as (m,n),(n)->(m), got m->n");
        Function<List<Tensor>, Tensor> scaled =
                Ops.vectorize(in -> Ops.multiply(in.get(0), Ops.sum(in.get(1))), java.util.Set.of(1), null);
        assertThat(scaled.apply(List.of(numbers(1, 2), vector)).value().toDoubleVector())
                .containsExactly(6, 12);
    }

    @Test
    void gradientsAreWhatTheFunctionSays() {
        Function<List<Tensor>, Tensor> function = Ops.customGradient(in -> new WithGradient(
                Ops.multiply(in.get(0), in.get(1)),
                upstream -> List.of(Ops.multiply(upstream, 100), Ops.multiply(upstream, in.get(0)))));
        Tensor x = numbers(2, 3);
        Tensor y = numbers(5, 7);
        try (GradientTape tape = new GradientTape()) {
            List<Tensor> gradients = tape.gradientOf(Ops.sum(function.apply(List.of(x, y))), List.of(x, y));
            assertThat(gradients.get(0).value().toDoubleVector()).containsExactly(100, 100);
            assertThat(gradients.get(1).value().toDoubleVector()).containsExactly(2, 3);
        }
        assertThat(compiled(
                        in -> Tracer.gradients(Ops.sum(function.apply(List.of(in, y))), List.of(in))
                                .get(0),
                        2,
                        3))
                .containsExactly(100, 100);
        Function<List<Tensor>, Tensor> wrong =
                Ops.customGradient(in -> new WithGradient(in.get(0), upstream -> List.of()));
        try (GradientTape tape = new GradientTape()) {
            Tensor loss = wrong.apply(List.of(x));
            assertThatThrownBy(() -> tape.gradientOf(loss, List.of(x)))
                    .hasMessage("custom_gradient: expected a gradient for each of 1 arguments, got 0");
        }
    }

    @Test
    void tangentsAreProductsWithTheJacobian() {
        Tensor x = numbers(1, 2);
        Tensor y = numbers(3, 4);
        Function<List<Tensor>, Tensor> function = in -> Ops.multiply(Ops.square(in.get(0)), in.get(1));
        List<Tensor> result = Ops.jvp(function, List.of(x, y), List.of(numbers(1, 0.5), numbers(0, 2)));
        assertThat(result.get(0).value().toDoubleVector()).containsExactly(3, 16);
        assertThat(result.get(1).value().toDoubleVector()).containsExactly(6, 16);
        assertThat(compiled(
                        in -> Ops.jvp(function, List.of(in, y), List.of(Ops.onesLike(in), y))
                                .get(1),
                        1,
                        2))
                .containsExactly(9, 32);
    }

    @Test
    void nonzeroNeedsElements() {
        assertThatThrownBy(() -> compiled(x -> Ops.nonzero(x).get(0), 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(
                        "nonzero: how many elements of a tensor of shape (2,) are not 0 is known only when");
    }

    @Test
    void scatteredPlacesMustExist() {
        Tensor places = Tensor.of(Nd4j.createFromArray(new int[][] {{1, -1}}));
        assertThatThrownBy(() -> Ops.scatter(places, numbers(1), Shape.of(2, 3)))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessageContaining("index -1");
        assertThatThrownBy(() -> Ops.scatter(places, numbers(1, 2), Shape.of(2, 3)))
                .hasMessageContaining("scatter: indices of shape (1, 2) do not fit values of shape (2,)");
        assertThatThrownBy(() -> Ops.segmentMax(numbers(1), Tensor.of(Nd4j.createFromArray(3)), 2))
                .hasMessage("segment_max: expected ids from 0 to 1, got 3");
    }
}
