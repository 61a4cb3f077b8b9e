package io.keras4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.ops.Ops;
import io.keras4j.ops.elementwise.Identity;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What plans compute where values share memory, and how much memory they take. */
class PlanTest {
    private static final TensorSpec SPEC = TensorSpec.float32(2, 3);

    private static Variable variable(String name, double value) {
        return new Variable(name, Nd4j.valueArrayOf(new long[] {2, 3}, value, DataType.FLOAT), true);
    }

    private static Plan plan(Function<Tensor, List<Tensor>> body) {
        return Plan.of(Tracer.trace(List.of(SPEC), in -> body.apply(in.get(0))));
    }

    private static void run(Plan plan, double input) {
        plan.input(0).assign(input);
        plan.run();
    }

    private static void assertAll(INDArray array, double value) {
        assertThat(array.dup('c').reshape(array.length()).toDoubleVector()).containsOnly(value);
    }

    private static void assertAll(Variable variable, double value) {
        assertAll(variable.array(), value);
    }

    // ---- Variables

    @Test
    void assignsWhatWasComputed() {
        Variable v = variable("v", 1);
        long version = v.version();
        Plan plan = plan(x -> {
            v.assign(Ops.add(v.value(), x));
            return List.of(v.value());
        });
        run(plan, 10);
        run(plan, 100);
        assertAll(v, 111);
        assertAll(plan.output(0), 111);
        assertThat(v.version()).isEqualTo(version + 2);
    }

    @Test
    void computesRightIntoVariables() {
        Variable v = variable("v", 1);
        Plan plan = plan(x -> {
            v.assign(Ops.multiply(Ops.add(v.value(), 1), 2));
            return List.of();
        });
        long input = Shape.of(2, 3).size() * 4;
        assertThat(plan.bytes()).isLessThanOrEqualTo(input + 2 * 64);
        plan.run();
        plan.run();
        assertAll(v, 10);
    }

    @Test
    void swapsVariables() {
        Variable a = variable("a", 1);
        Variable b = variable("b", 2);
        Plan plan = plan(x -> {
            Tensor old = a.value();
            a.assign(b.value());
            b.assign(old);
            return List.of();
        });
        plan.run();
        assertAll(a, 2);
        assertAll(b, 1);
        plan.run();
        assertAll(a, 1);
        assertAll(b, 2);
    }

    @Test
    void rotatesVariables() {
        Variable a = variable("a", 1);
        Variable b = variable("b", 2);
        Variable c = variable("c", 3);
        Plan plan = plan(x -> {
            Tensor first = a.value();
            a.assign(b.value());
            b.assign(c.value());
            c.assign(Ops.add(first, 10));
            return List.of();
        });
        plan.run();
        assertAll(a, 2);
        assertAll(b, 3);
        assertAll(c, 11);
        plan.run();
        assertAll(a, 3);
        assertAll(b, 11);
        assertAll(c, 12);
    }

    @Test
    void keepsTheOldValueForWhoeverNeedsIt() {
        Variable a = variable("a", 1);
        Variable b = variable("b", 0);
        Plan plan = plan(x -> {
            Tensor old = a.value();
            a.assign(Ops.add(old, x));
            b.assign(old);
            return List.of(old, Ops.multiply(old, a.value()), Ops.reshape(old, 6));
        });
        run(plan, 10);
        run(plan, 10);
        assertAll(a, 21);
        assertAll(b, 11);
        assertAll(plan.output(0), 11);
        assertAll(plan.output(1), 231);
        assertAll(plan.output(2), 11);
    }

    @Test
    void assignsOneValueToSeveralVariables() {
        Variable a = variable("a", 1);
        Variable b = variable("b", 2);
        Variable flat = new Variable("flat", Nd4j.zeros(DataType.FLOAT, 6), true);
        Plan plan = plan(x -> {
            Tensor sum = Ops.add(a.value(), b.value());
            a.assign(sum);
            b.assign(sum);
            flat.assign(Ops.reshape(sum, 6));
            return List.of(sum, Ops.reshape(sum, 3, 2));
        });
        plan.run();
        plan.run();
        assertAll(a, 6);
        assertAll(b, 6);
        assertAll(flat, 6);
        assertAll(plan.output(0), 6);
        assertAll(plan.output(1), 6);
    }

    @Test
    void assignsInputsAndConstants() {
        Variable a = variable("a", 1);
        Variable b = variable("b", 2);
        Variable c = variable("c", 3);
        Plan plan = plan(x -> {
            a.assign(x);
            b.assign(Ops.zeros(Shape.of(2, 3), DType.FLOAT32));
            c.assign(Ops.constant(Nd4j.ones(DataType.FLOAT, 2, 3)));
            return List.of(Ops.add(a.value(), c.value()));
        });
        run(plan, 7);
        b.array().assign(5);
        run(plan, 8);
        assertAll(a, 8);
        assertAll(b, 0);
        assertAll(c, 1);
        assertAll(plan.output(0), 9);
    }

    @Test
    void assignsAVariableToItself() {
        Variable a = variable("a", 1);
        Plan plan = plan(x -> {
            a.assign(a.value());
            return List.of(Ops.add(a.value(), x));
        });
        run(plan, 1);
        assertAll(a, 1);
        assertAll(plan.output(0), 2);
    }

    /** The kernel of a transposition cannot write over what it reads. */
    @Test
    void assignsWhatCannotBeComputedInPlace() {
        Variable square = new Variable("square", Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}), true);
        Plan plan = Plan.of(Tracer.trace(List.of(), in -> {
            square.assign(Ops.transpose(square.value()));
            return List.of();
        }));
        plan.run();
        assertThat(square.array().data().asFloat()).containsExactly(1, 3, 2, 4);
        plan.run();
        assertThat(square.array().data().asFloat()).containsExactly(1, 2, 3, 4);
    }

    /** An elementwise op must not write over an operand that it broadcasts. */
    @Test
    void assignsWhatReadsItsOwnVariableBroadcast() {
        Variable v = new Variable("v", Nd4j.createFromArray(new float[][] {{1, 2}, {3, 4}}), true);
        Plan plan = Plan.of(Tracer.trace(List.of(), in -> {
            v.assign(Ops.add(v.value(), Ops.reshape(Ops.slice(v.value(), 0, 0, 1), 2)));
            return List.of();
        }));
        plan.run();
        assertThat(v.array().data().asFloat()).containsExactly(2, 4, 4, 6);
    }

    @Test
    void seesVariablesThatChangeBetweenRuns() {
        Variable v = variable("v", 1);
        Plan plan = plan(x -> List.of(Ops.add(v.value(), x)));
        run(plan, 1);
        assertAll(plan.output(0), 2);
        v.set(Nd4j.valueArrayOf(new long[] {2, 3}, 5.0));
        run(plan, 1);
        assertAll(plan.output(0), 6);
    }

    // ---- Sharing memory

    @Test
    void keepsInputsBetweenRuns() {
        Plan plan = plan(x -> {
            Tensor y = Ops.exp(Ops.multiply(Ops.add(x, 1), 0));
            return List.of(Ops.add(y, 1), Ops.multiply(x, 2));
        });
        run(plan, 3);
        plan.run();
        assertAll(plan.input(0), 3);
        assertAll(plan.output(1), 6);
    }

    @Test
    void reshapesWithoutCopies() {
        Plan plan = plan(x -> {
            Tensor flat = Ops.reshape(x, 6);
            Tensor doubled = Ops.multiply(flat, 2);
            return List.of(flat, Ops.reshape(doubled, 3, 2), doubled, Ops.reshape(Ops.add(doubled, 1), 1, 6, 1));
        });
        run(plan, 3);
        assertAll(plan.output(0), 3);
        assertThat(plan.output(1).shape()).containsExactly(3, 2);
        assertAll(plan.output(1), 6);
        assertAll(plan.output(2), 6);
        assertThat(plan.output(3).shape()).containsExactly(1, 6, 1);
        assertAll(plan.output(3), 7);
        assertThat(plan.bytes()).isLessThanOrEqualTo(3 * 64);
    }

    @Test
    void aChainTakesTheMemoryOfTwoOfItsValues() {
        long[] shape = {100, 100};
        Plan plan = Plan.of(Tracer.trace(List.of(TensorSpec.float32(shape)), in -> {
            Tensor x = in.get(0);
            for (int i = 0; i < 50; i++) {
                x = Ops.matmul(Ops.transpose(x), x);
                x = Ops.multiply(x, 0.5);
            }
            return List.of(Ops.sum(x));
        }));
        assertThat(plan.bytes()).isLessThanOrEqualTo(4 * 40_000 + 1_000);
    }

    @Test
    void aValueThatIsNeededLongerIsNotOverwritten() {
        Plan plan = plan(x -> {
            Tensor kept = Ops.transpose(Ops.add(x, 1));
            Tensor other = kept;
            for (int i = 0; i < 10; i++) {
                other = Ops.flip(Ops.add(other, 1), 0);
            }
            return List.of(Ops.subtract(other, kept));
        });
        run(plan, 3);
        assertAll(plan.output(0), 10);
    }

    @Test
    void usesAValueTwiceInOneOp() {
        Plan plan = plan(x -> {
            Tensor y = Ops.transpose(x);
            return List.of(Ops.multiply(y, y), Ops.matmul(x, y));
        });
        run(plan, 3);
        assertAll(plan.output(0), 9);
        assertAll(plan.output(1), 27);
    }

    @Test
    void mixesTypes() {
        Plan plan = plan(x -> {
            Tensor whole = Ops.cast(x, DType.INT32);
            Tensor odd = Ops.equal(Ops.mod(whole, 2), 1);
            Tensor wide = Ops.cast(whole, DType.INT64);
            return List.of(
                    Ops.where(odd, Ops.cast(wide, DType.FLOAT64), Ops.scalar(-1, DType.FLOAT64)),
                    odd,
                    Ops.multiply(wide, Ops.constant(Nd4j.scalar(1L << 40))));
        });
        run(plan, 3);
        assertThat(plan.output(0).dataType()).isEqualTo(DataType.DOUBLE);
        assertAll(plan.output(0), 3);
        assertThat(plan.output(1).dataType()).isEqualTo(DataType.BOOL);
        assertThat(plan.output(2).getLong(0)).isEqualTo(3L << 40);
        run(plan, 4);
        assertAll(plan.output(0), -1);
    }

    @Test
    void givesOutTheSameTensorMoreThanOnce() {
        Plan plan = plan(x -> {
            Tensor y = Ops.add(x, 1);
            return List.of(y, x, y, Ops.scalar(5, DType.FLOAT32));
        });
        run(plan, 3);
        assertAll(plan.output(0), 4);
        assertAll(plan.output(1), 3);
        assertAll(plan.output(2), 4);
        assertAll(plan.output(3), 5);
        assertThat(plan.outputCount()).isEqualTo(4);
    }

    @Test
    void runsEmptyBatches() {
        Plan plan = Plan.of(Tracer.trace(List.of(TensorSpec.float32(0, 3)), in -> {
            Tensor y = Ops.relu(Ops.add(Ops.matmul(in.get(0), Ops.ones(Shape.of(3, 2), DType.FLOAT32)), 1));
            return List.of(y, Ops.sum(y), Ops.reshape(y, 2, 0));
        }));
        plan.run();
        assertThat(plan.output(0).shape()).containsExactly(0, 2);
        assertThat(plan.output(1).getDouble(0)).isZero();
    }

    @Test
    void plansDeepNetworks() {
        int depth = 5_000;
        Plan plan = plan(x -> {
            Tensor y = x;
            for (int i = 0; i < depth; i++) {
                y = i % 2 == 0 ? Ops.transpose(y) : Ops.add(y, 1);
            }
            return List.of(y);
        });
        run(plan, 0);
        assertAll(plan.output(0), depth / 2);
    }

    @Test
    void tellsWhereTimeGoes() {
        Plan plan = plan(x -> List.of(Ops.transpose(Ops.exp(x))));
        assertThat(plan.profile(3))
                .isNotEmpty()
                .allSatisfy((node, seconds) -> assertThat(seconds).isPositive());
        assertThat(plan.toString()).contains("Transpose");
    }

    // ---- Everything at once

    /**
     * Programs of random ops on random values and variables, with assignments anywhere, give the same step by step as a plan and op by
     * op.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void randomProgramsWithVariables(int block) {
        for (int seed = block * 60; seed < block * 60 + 60; seed++) {
            compare(seed);
        }
    }

    private static void compare(int seed) {
        Random random = new Random(seed);
        List<TensorSpec> specs = List.of(SPEC, TensorSpec.float32(3), TensorSpec.float32(3, 2));
        List<Variable> eagerly = variables(new Random(seed));
        List<Variable> planned = variables(new Random(seed));
        List<Tensor> symbolic = new ArrayList<>();
        Plan plan = Plan.of(Tracer.trace(specs, in -> {
            symbolic.addAll(program(new Random(seed), in, planned));
            return symbolic;
        }));
        for (int step = 0; step < 3; step++) {
            List<Tensor> inputs = new ArrayList<>();
            for (int i = 0; i < specs.size(); i++) {
                INDArray array = numbers(random, specs.get(i).shape());
                inputs.add(Tensor.of(array));
                plan.input(i).assign(array);
            }
            List<Tensor> expected = program(new Random(seed), inputs, eagerly);
            plan.run();
            for (int i = 0; i < expected.size(); i++) {
                assertClose(plan.output(i), expected.get(i).value(), seed, "output " + i, plan);
            }
            for (int i = 0; i < planned.size(); i++) {
                assertClose(planned.get(i).array(), eagerly.get(i).array(), seed, "variable " + i, plan);
            }
        }
    }

    private static void assertClose(INDArray actual, INDArray expected, int seed, String what, Plan plan) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] a = Nd4j.create(DataType.DOUBLE, actual.shape())
                .assign(actual)
                .data()
                .asDouble();
        double[] b = Nd4j.create(DataType.DOUBLE, expected.shape())
                .assign(expected)
                .data()
                .asDouble();
        assertThat(a).as("seed %d, %s of\n%s", seed, what, plan).containsExactly(b, within(1e-3));
    }

    private static INDArray numbers(Random random, Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(9) - 4;
        }
        return Nd4j.create(values, shape.dims(), 'c');
    }

    private static List<Variable> variables(Random random) {
        List<Variable> variables = new ArrayList<>();
        for (long[] shape : new long[][] {{2, 3}, {2, 3}, {3}, {3, 2}, {6}}) {
            variables.add(new Variable("v" + variables.size(), numbers(random, Shape.of(shape)), true));
        }
        return variables;
    }

    private static List<Tensor> program(Random random, List<Tensor> inputs, List<Variable> variables) {
        List<Tensor> values = new ArrayList<>(inputs);
        int length = 4 + random.nextInt(20);
        for (int i = 0; i < length; i++) {
            Tensor x = values.get(random.nextInt(values.size()));
            Variable variable = variables.get(random.nextInt(variables.size()));
            switch (random.nextInt(10)) {
                case 0 -> values.add(new Identity().apply(variable.value())); // as a copy: assigning changes the tensor
                case 1 -> values.add(Ops.add(x, 1));
                case 2 -> values.add(bounded(Ops.add(x, random.nextInt(3) - 1)));
                case 3 -> values.add(x.rank() == 2 ? Ops.transpose(x) : Ops.flip(x, 0));
                case 4 -> values.add(Ops.reshape(x, x.shape().size() == 6 ? new long[] {6} : new long[] {3}));
                case 5 -> values.add(x.shape().size() == 6 ? Ops.sum(Ops.reshape(x, 2, 3), 0) : Ops.multiply(x, x));
                case 6, 7 -> {
                    Tensor y = values.get(random.nextInt(values.size()));
                    boolean fits = x.shape().equals(y.shape())
                            || x.rank() == 2
                                    && y.rank() == 1
                                    && x.shape().dim(1) == y.shape().dim(0);
                    values.add(bounded(fits ? Ops.subtract(x, y) : Ops.negative(y)));
                }
                default -> {
                    if (x.shape().size() == variable.shape().size()) {
                        variable.assign(bounded(Ops.reshape(x, variable.shape())));
                    } else {
                        variable.assign(bounded(Ops.add(variable.value(), 1)));
                    }
                }
            }
        }
        List<Tensor> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            outputs.add(values.get(random.nextInt(values.size())));
        }
        return outputs;
    }

    /** Sometimes limits numbers, and always keeps them from growing. */
    private static Tensor bounded(Tensor x) {
        return Ops.clip(x, -8, 8);
    }
}
