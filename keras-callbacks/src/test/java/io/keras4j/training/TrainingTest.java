package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.Keras;
import io.keras4j.backend.Backends;
import io.keras4j.data.Samples;
import io.keras4j.engine.Layer;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.models.Model;
import io.keras4j.tensor.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Trains as Python Keras did, from the same weights and data, and compares what comes out. */
class TrainingTest {
    private static final double TOLERANCE = 1e-4;

    /** How many steps ND4J alone follows: a last digit decides which of two pixels a pooling takes, and what comes after differs. */
    private static final int STEPS_OF_ND4J = 15;

    @BeforeEach
    void countNamesAnew() {
        Keras.clearSession();
    }

    static List<Case> steps() {
        return Fixtures.cases("steps");
    }

    static List<Case> fits() {
        return Fixtures.cases("fit");
    }

    static List<Case> outputs() {
        return Fixtures.cases("outputs");
    }

    @ParameterizedTest
    @MethodSource("steps")
    void lossesOfStepsFollowKeras(Case fixture) {
        Model model = model(fixture);
        int batch = fixture.integer("batch");
        INDArray x = uniform(fixture.integer("seed"), shape(fixture, fixture.integer("steps") * batch));
        INDArray y = labels(x, fixture.integer("classes"));
        double[] losses = fixture.numbers("losses");
        double[] accuracies = fixture.numbers("accuracies");
        boolean alone = Backends.inUse().size() == 1;
        for (int i = 0; i < (alone ? STEPS_OF_ND4J : losses.length); i++) {
            Map<String, Double> logs =
                    model.trainOnBatch(rows(x, i * batch, (i + 1) * batch), rows(y, i * batch, (i + 1) * batch));
            assertThat(logs.get("loss")).as("loss of step %d", i).isCloseTo(losses[i], within(TOLERANCE));
            assertThat(logs.get("accuracy"))
                    .as("accuracy of step %d", i)
                    .isCloseTo(accuracies[i], within(1.01 / batch));
        }
        if (!alone) {
            assertScores(model.evaluate(x, y, e -> e.batchSize(batch).verbose(0)), fixture.map("evaluate"));
            assertClose(model.predict(rows(x, 0, 5)), fixture.numbers("predict"));
        }
    }

    @ParameterizedTest
    @MethodSource("fits")
    void historiesFollowKeras(Case fixture) {
        fit(fixture, model(fixture));
    }

    @ParameterizedTest
    @MethodSource("fits")
    void eagerHistoriesFollowKerasToo(Case fixture) {
        Map<String, Object> envelope = new HashMap<>(fixture.map("envelope"));
        Map<String, Object> compile = new HashMap<>(map(envelope.get("compile_config")));
        compile.put("run_eagerly", true);
        envelope.put("compile_config", compile);
        fit(fixture, initialized((Model) Layer.KIND.get(envelope)));
    }

    private static void fit(Case fixture, Model model) {
        int count = fixture.integer("count");
        int seed = fixture.integer("seed");
        int classes = fixture.integer("classes");
        INDArray x = uniform(seed, shape(fixture, count));
        INDArray labels = labels(x, classes);
        INDArray y = fixture.get("one_hot").equals(true) ? oneHot(labels, classes) : labels;
        INDArray weights = fixture.get("weighted").equals(true) ? uniform(seed + 1, count) : null;
        History history = model.fit(x, y, fit -> {
            fit.shuffle(false).verbose(0).sampleWeight(weights);
            fixture.map("options").forEach((key, value) -> set(fit, key, value));
        });

        assertHistory(history, fixture);
        assertThat(history.epochs())
                .isEqualTo(fixture.list("epoch").stream()
                        .map(epoch -> ((Number) epoch).intValue())
                        .toList());
        assertScores(model.evaluate(x, y, e -> e.verbose(0).sampleWeight(weights)), fixture.map("evaluate"));
        assertClose(model.predict(rows(x, 0, 5)), fixture.numbers("predict"));
    }

    private static void set(FitOptions fit, String key, Object value) {
        if (key.equals("class_weight")) {
            Map<Integer, Double> weights = new HashMap<>();
            map(value).forEach((label, weight) -> weights.put(Integer.valueOf(label), ((Number) weight).doubleValue()));
            fit.classWeight(weights);
            return;
        }
        Number number = (Number) value;
        switch (key) {
            case "epochs" -> fit.epochs(number.intValue());
            case "initial_epoch" -> fit.initialEpoch(number.intValue());
            case "batch_size" -> fit.batchSize(number.intValue());
            case "validation_split" -> fit.validationSplit(number.doubleValue());
            case "validation_freq" -> fit.validationFreq(number.intValue());
            case "validation_batch_size" -> fit.validationBatchSize(number.intValue());
            case "validation_steps" -> fit.validationSteps(number.intValue());
            case "steps_per_epoch" -> fit.stepsPerEpoch(number.intValue());
            default -> throw new AssertionError(key);
        }
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void severalInputsAndOutputsFollowKeras(Case fixture) {
        Model model = model(fixture);
        int count = fixture.integer("count");
        INDArray a = uniform(1, count, 6);
        INDArray b = uniform(2, count, 4);
        INDArray price = uniform(3, count, 1);
        INDArray kind = labels(a, 3);
        boolean weighted = fixture.get("weights").equals(true);
        Map<String, INDArray> weights = weighted ? Map.of("price", uniform(4, count), "kind", uniform(5, count)) : null;
        // by name, which must come to the same as by position
        History history = model.fit(
                Map.of("b", b, "a", a),
                Map.of("kind", kind, "price", price),
                fit -> fit.shuffle(false)
                        .verbose(0)
                        .sampleWeight(weights)
                        .epochs(fixture.integer("epochs"))
                        .batchSize(fixture.integer("batch_size"))
                        .validationSplit(0.25));

        assertHistory(history, fixture);
        assertScores(
                model.evaluate(
                        List.of(a, b),
                        List.of(price, kind),
                        e -> e.verbose(0)
                                .sampleWeight(weighted ? List.of(weights.get("price"), weights.get("kind")) : null)),
                fixture.map("evaluate"));
        List<INDArray> predictions = model.predictAll(List.of(rows(a, 0, 5), rows(b, 0, 5)));
        assertClose(predictions.get(0), numbers(fixture.list("predict").get(0)));
        assertClose(predictions.get(1), numbers(fixture.list("predict").get(1)));
    }

    private static void assertHistory(History history, Case fixture) {
        Map<String, Object> expected = fixture.map("history");
        assertThat(history.history().keySet())
                .containsExactlyElementsOf(expected.keySet().stream().sorted().toList());
        expected.forEach((name, values) -> {
            double[] wanted = numbers(values);
            assertThat(history.get(name)).as(name).hasSize(wanted.length);
            for (int i = 0; i < wanted.length; i++) {
                assertThat(history.get(name).get(i))
                        .as("%s of epoch %d", name, i)
                        .isCloseTo(wanted[i], within(TOLERANCE));
            }
        });
    }

    private static void assertScores(Map<String, Double> scores, Map<String, Object> expected) {
        assertThat(scores.keySet()).containsExactlyInAnyOrderElementsOf(expected.keySet());
        assertThat(scores.keySet().iterator().next()).isEqualTo("loss");
        expected.forEach((name, value) ->
                assertThat(scores.get(name)).as(name).isCloseTo(((Number) value).doubleValue(), within(TOLERANCE)));
    }

    private static void assertClose(INDArray actual, double[] expected) {
        assertThat(actual.length()).isEqualTo(expected.length);
        INDArray flat = actual.dup('c').reshape(new long[] {actual.length()});
        for (int i = 0; i < expected.length; i++) {
            assertThat(flat.getDouble(i)).isCloseTo(expected[i], within(TOLERANCE));
        }
    }

    private static Map<String, Object> map(Object value) {
        Map<String, Object> map = new HashMap<>();
        ((Map<?, ?>) value).forEach((key, element) -> map.put((String) key, element));
        return map;
    }

    private static double[] numbers(Object values) {
        return ((List<?>) values)
                .stream().mapToDouble(each -> ((Number) each).doubleValue()).toArray();
    }

    private static long[] shape(Case fixture, long count) {
        double[] sample = fixture.numbers("inputs");
        long[] shape = new long[sample.length + 1];
        shape[0] = count;
        for (int i = 0; i < sample.length; i++) {
            shape[i + 1] = (long) sample[i];
        }
        return shape;
    }

    private static INDArray rows(INDArray array, int from, int to) {
        return new Samples(List.of(array), List.of(), List.of())
                .slice(from, to)
                .x()
                .get(0);
    }

    // ---- What the script computes from counters

    private static Model model(Case fixture) {
        return initialized((Model) Layer.KIND.get(fixture.map("envelope")));
    }

    private static Model initialized(Model model) {
        List<Variable> weights = model.weights();
        for (int i = 0; i < weights.size(); i++) {
            long[] shape = weights.get(i).shape().dims();
            if (shape.length > 1) {
                long receptive = 1;
                for (int axis = 0; axis < shape.length - 2; axis++) {
                    receptive *= shape[axis];
                }
                float limit =
                        (float) Math.sqrt(6.0 / ((shape[shape.length - 2] + shape[shape.length - 1]) * receptive));
                weights.get(i).set(uniform(100 + i, shape).mul(2).sub(1).mul(limit));
            }
        }
        return model;
    }

    private static INDArray uniform(long seed, long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            long z = (i + 1 + (seed << 32)) * 0x9E3779B97F4A7C15L;
            z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            z ^= z >>> 31;
            numbers[i] = (float) ((z >>> 40) / (double) (1 << 24));
        }
        return Nd4j.createFromArray(numbers).reshape('c', shape);
    }

    private static INDArray labels(INDArray x, int classes) {
        long count = x.size(0);
        INDArray flat = x.reshape(count, x.length() / count);
        int[] labels = new int[(int) count];
        for (int i = 0; i < count; i++) {
            for (int j = 1; j < classes; j++) {
                if (flat.getFloat(i, j) > flat.getFloat(i, labels[i])) {
                    labels[i] = j;
                }
            }
        }
        return Nd4j.createFromArray(labels);
    }

    private static INDArray oneHot(INDArray labels, int classes) {
        float[][] encoded = new float[(int) labels.length()][classes];
        for (int i = 0; i < encoded.length; i++) {
            encoded[i][labels.getInt(i)] = 1;
        }
        return Nd4j.createFromArray(encoded);
    }
}
