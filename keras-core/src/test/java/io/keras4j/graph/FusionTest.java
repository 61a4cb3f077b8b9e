package io.keras4j.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.keras4j.autodiff.GradientTape;
import io.keras4j.backend.Backend;
import io.keras4j.backend.Backends;
import io.keras4j.ops.Ops;
import io.keras4j.ops.nn.BatchNormalize;
import io.keras4j.ops.nn.Padding;
import io.keras4j.ops.nn.Window;
import io.keras4j.tensor.DType;
import io.keras4j.tensor.Shape;
import io.keras4j.tensor.Tensor;
import io.keras4j.tensor.TensorSpec;
import io.keras4j.tensor.Variable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What plans fuse gives what the ops give one by one. */
class FusionTest {
    private static final double TOLERANCE = 2e-4;

    private static GradientTape tape;

    private static List<Tensor> gradients(Tensor target, List<Tensor> sources) {
        return target instanceof Value ? Tracer.gradients(target, sources) : tape.gradientOf(target, sources);
    }

    /** Computes {@code body} op by op and as a plan, twice, and compares. */
    private static void check(List<INDArray> inputs, Function<List<Tensor>, List<Tensor>> body) {
        List<Tensor> eager;
        try (GradientTape recording = new GradientTape()) {
            tape = recording;
            eager = body.apply(inputs.stream().map(Tensor::of).toList());
        }
        List<TensorSpec> specs =
                inputs.stream().map(array -> Tensor.of(array).spec()).toList();
        Plan plan = Plan.of(Tracer.trace(specs, body));
        for (int run = 0; run < 2; run++) {
            for (int i = 0; i < inputs.size(); i++) {
                plan.input(i).assign(inputs.get(i));
            }
            plan.run();
            for (int i = 0; i < eager.size(); i++) {
                assertClose(plan.output(i), eager.get(i).value(), plan);
            }
        }
    }

    private static void assertClose(INDArray actual, INDArray expected, Plan plan) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        double[] a = actual.dup('c').castTo(DataType.DOUBLE).data().asDouble();
        double[] b = expected.dup('c').castTo(DataType.DOUBLE).data().asDouble();
        for (int i = 0; i < b.length; i++) {
            assertThat(a[i]).as("element %d of %s", i, plan).isCloseTo(b[i], within(TOLERANCE * (1 + Math.abs(b[i]))));
        }
    }

    private static INDArray random(Random random, long... shape) {
        float[] values = new float[(int) Shape.of(shape).size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, shape, 'c');
    }

    /** Random chains over tensors that broadcast against each other, with sums in between whose results are used again. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void randomGraphs(int block) {
        for (int seed = block * 40; seed < block * 40 + 40; seed++) {
            Random shapes = new Random(seed);
            long a = 1 + shapes.nextInt(6);
            long b = 1 + shapes.nextInt(seed % 3 == 0 ? 400 : 5);
            long c = 1 + shapes.nextInt(seed % 5 == 0 ? 300 : 7);
            List<INDArray> inputs = List.of(
                    random(shapes, a, b, c),
                    random(shapes, c),
                    random(shapes, a, 1, 1),
                    random(shapes, a, 1, c),
                    random(shapes, a, b, c));
            int choice = seed;
            check(inputs, tensors -> randomGraph(new Random(choice), tensors));
        }
    }

    private static List<Tensor> randomGraph(Random random, List<Tensor> inputs) {
        List<Tensor> pool = new ArrayList<>(inputs);
        for (int step = 0; step < 14; step++) {
            Tensor x = pool.get(random.nextInt(pool.size()));
            Tensor y = pool.get(random.nextInt(pool.size()));
            Tensor made = switch (random.nextInt(13)) {
                case 0 -> Ops.add(x, y);
                case 1 -> Ops.subtract(x, y);
                case 2 -> Ops.multiply(Ops.tanh(x), Ops.tanh(y));
                case 3 -> Ops.maximum(x, y);
                case 4 -> Ops.relu(x);
                case 5 -> Ops.where(Ops.greater(x, y), x, 0.5);
                case 6 -> Ops.sigmoid(x);
                case 7 -> x.rank() == 0 ? x : Ops.mean(x, List.of(x.rank() - 1), true);
                case 8 -> x.rank() == 0 ? x : Ops.mean(x, List.of(0), true);
                case 9 -> Ops.add(x, Ops.mean(x));
                case 10 -> x.rank() < 3 ? x : Ops.mean(x, List.of(1), true);
                case 11 -> Ops.cast(Ops.lessEqual(x, 0.1), DType.FLOAT32);
                default -> Ops.rsqrt(Ops.add(Ops.square(x), 1));
            };
            pool.add(made);
        }
        return List.of(pool.get(pool.size() - 1), pool.get(pool.size() - 2), pool.get(5 + random.nextInt(14)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"valid", "same"})
    void convolutionalNetworkWithGradients(String padding) {
        Random random = new Random(1);
        Window window = new Window(List.of(3, 2), List.of(1, 2), Padding.of(padding));
        Window pool = new Window(List.of(2, 2), List.of(2, 2), Padding.of(padding));
        INDArray kernel = random(random, 3, 2, 2, 5);
        INDArray bias = random(random, 5);
        INDArray gamma = random(random, 5);
        INDArray dense = random(random, 5, 3);
        check(List.of(random(random, 5, 9, 11, 2), kernel, bias, gamma, dense), in -> {
            Tensor y = Ops.relu(Ops.add(Ops.conv(in.get(0), in.get(1), window, 1), in.get(2)));
            y = new BatchNormalize(1e-3)
                    .applyAll(List.of(y, in.get(3), in.get(2)))
                    .get(0);
            y = Ops.mean(Ops.maxPool(y, pool), List.of(1, 2), false);
            y = Ops.softmax(Ops.add(Ops.matmul(y, in.get(4)), 0.3));
            Tensor loss = Ops.mean(Ops.square(y));
            List<Tensor> results = new ArrayList<>(List.of(y, loss));
            results.addAll(gradients(loss, in));
            return results;
        });
    }

    /** Two recurrent layers, the gradients of which come through all states of the one and through the outputs and the last c of the other. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64})
    void recurrentNetworkWithGradients(int batch) {
        Random random = new Random(3);
        List<INDArray> inputs = List.of(
                random(random, batch, 7, 3),
                random(random, 3, 4 * 9),
                random(random, 9, 4 * 9).muli(0.3),
                random(random, 4 * 9),
                random(random, batch, 9),
                random(random, batch, 9),
                random(random, 9, 3 * 20),
                random(random, 20, 3 * 20).muli(0.3),
                random(random, 2, 3 * 20),
                random(random, batch, 20));
        check(inputs, in -> {
            List<Tensor> lstm = Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5));
            List<Tensor> gru = Ops.gru(lstm.get(0), in.get(6), in.get(7), in.get(8), in.get(9));
            Tensor loss = Ops.add(Ops.mean(Ops.square(gru.get(1))), Ops.mean(Ops.square(lstm.get(2))));
            List<Tensor> results = new ArrayList<>(lstm);
            results.addAll(gru);
            results.addAll(gradients(loss, in));
            return results;
        });
    }

    @Test
    void gradientsOfRecurrentLayersUseWhatTheForwardPassKept() {
        assumeThat(Backends.inUse()).extracting(Backend::name).contains("onednn");
        long[][] shapes = {{4, 7, 3}, {3, 20}, {5, 20}, {20}, {4, 5}, {4, 5}};
        List<TensorSpec> specs = Arrays.stream(shapes).map(TensorSpec::float32).toList();
        Plan plan = Plan.of(Tracer.trace(specs, in -> {
            Tensor y = Ops.lstm(in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(5))
                    .get(0);
            return Tracer.gradients(Ops.sum(y), in);
        }));
        assertThat(plan.toString())
                .containsOnlyOnce("TrackedRecurrence[")
                .containsOnlyOnce("TrackedRecurrenceGradient[");
    }

    /** A training step: outputs, new values of variables, and values of variables before the step. */
    @Test
    void trainingStepUpdatesVariables() {
        Random random = new Random(2);
        INDArray x = random(random, 4, 300);
        INDArray kernel = random(random, 300, 7);
        INDArray bias = random(random, 7);
        Variable planned = new Variable("kernel", kernel, true);
        Variable plannedBias = new Variable("bias", bias, true);
        Plan plan = Plan.of(Tracer.trace(List.of(TensorSpec.float32(4, 300)), in -> {
            Tensor old = planned.value();
            Tensor y = Ops.relu(Ops.add(Ops.matmul(in.get(0), old), plannedBias.value()));
            Tensor loss = Ops.mean(Ops.square(y));
            List<Tensor> gradients = Tracer.gradients(loss, List.of(old, plannedBias.value()));
            planned.assign(Ops.subtract(old, Ops.multiply(gradients.get(0), 0.1)));
            plannedBias.assign(Ops.subtract(plannedBias.value(), Ops.multiply(gradients.get(1), 0.1)));
            return List.of(loss, Ops.sum(old));
        }));
        plan.input(0).assign(x);
        plan.run();

        INDArray y = x.mmul(kernel).addRowVector(bias);
        INDArray active = y.gt(0).castTo(DataType.FLOAT);
        INDArray dy = y.mul(active).mul(2.0 / (4 * 7));
        assertClose(planned.array(), kernel.sub(x.transpose().mmul(dy).mul(0.1)), plan);
        assertClose(plannedBias.array(), bias.sub(dy.sum(0).mul(0.1)), plan);
        assertThat(plan.output(0).getDouble(0))
                .isCloseTo(
                        y.mul(active).norm2Number().doubleValue()
                                * y.mul(active).norm2Number().doubleValue()
                                / 28,
                        within(1e-2));
        assertThat(plan.output(1).getDouble(0)).isCloseTo(kernel.sumNumber().doubleValue(), within(1e-2));
    }
}
