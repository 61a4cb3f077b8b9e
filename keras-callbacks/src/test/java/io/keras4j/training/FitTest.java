package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.keras4j.Keras;
import io.keras4j.autodiff.GradientTape;
import io.keras4j.backend.Backend;
import io.keras4j.backend.Backends;
import io.keras4j.engine.CallArguments;
import io.keras4j.engine.Input;
import io.keras4j.layers.BatchNormalization;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.layers.Flatten;
import io.keras4j.metrics.Mean;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.Adam;
import io.keras4j.optimizers.SGD;
import io.keras4j.tensor.Tensor;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Training as such: seeds, kinds of data, hooks, steps of one's own, threads, memory. */
class FitTest {
    private static final int COUNT = 100;

    private static float[][] x() {
        float[][] x = new float[COUNT][4];
        for (int i = 0; i < COUNT; i++) {
            for (int j = 0; j < 4; j++) {
                x[i][j] = ((i * 31 + j * 17) % 23) / 23f;
            }
        }
        return x;
    }

    private static int[] y() {
        float[][] x = x();
        int[] y = new int[COUNT];
        for (int i = 0; i < COUNT; i++) {
            y[i] = x[i][0] > 0.5 ? 1 : 0;
        }
        return y;
    }

    private static Sequential classifier() {
        Sequential model = new Sequential(
                Input.of(4),
                new Dense(16).activation("relu"),
                new BatchNormalization(),
                new Dropout(0.2),
                new Dense(2).activation("softmax"));
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy", "accuracy");
        return model;
    }

    @Test
    void learns() {
        Keras.setRandomSeed(1);
        Model model = classifier();

        History history = model.fit(x(), y(), fit -> fit.epochs(60).verbose(0));

        assertThat(history.get("loss").get(0)).isGreaterThan(history.last("loss"));
        assertThat(model.evaluate(x(), y(), e -> e.verbose(0)).get("accuracy")).isGreaterThan(0.9);
        assertThat(model.history()).isSameAs(history);
        assertThat(history.epochs()).hasSize(60).startsWith(0, 1).endsWith(59);
    }

    @Test
    void sameSeedGivesTheSameRunBitForBit() {
        List<INDArray> first = trained(7);
        List<INDArray> again = trained(7);
        List<INDArray> other = trained(8);

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    private static List<INDArray> trained(long seed) {
        Keras.setRandomSeed(seed);
        Model model = classifier();
        model.fit(x(), y(), fit -> fit.epochs(3).verbose(0).validationSplit(0.1));
        return model.getWeights();
    }

    @Test
    void shufflesEveryEpochAnewAndLosesNothing() {
        Keras.setRandomSeed(3);
        float[][] numbers = new float[10][1];
        for (int i = 0; i < 10; i++) {
            numbers[i][0] = i;
        }
        List<List<Double>> epochs = new ArrayList<>();
        Model model = new Sequential(Input.of(1), new Dense(1).useBias(false).kernelInitializer("ones"));
        model.compile(new SGD().learningRate(0), "mean_absolute_error");
        Callback recorder = new Callback() {
            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                epochs.add(new ArrayList<>());
            }

            @Override
            public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
                // the running mean of 0, 1, ... tells which sample came
                List<Double> seen = epochs.get(epochs.size() - 1);
                double sum = logs.get("loss") * (batch + 1);
                double before = seen.stream().mapToDouble(Double::doubleValue).sum();
                seen.add((double) Math.round(sum - before));
            }
        };

        model.fit(
                numbers,
                new float[10][1],
                fit -> fit.epochs(3).batchSize(1).verbose(0).callbacks(recorder));

        Double[] all = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0};
        assertThat(epochs).hasSize(3).allSatisfy(epoch -> assertThat(epoch).containsExactlyInAnyOrder(all));
        assertThat(epochs.get(0)).isNotEqualTo(epochs.get(1)).doesNotContainSequence(all);

        epochs.clear();
        model.fit(
                numbers,
                new float[10][1],
                fit -> fit.batchSize(1).shuffle(false).verbose(0).callbacks(recorder));
        assertThat(epochs.get(0)).containsExactly(all);
    }

    @Test
    void takesArraysOfManyKinds() {
        Model model = new Sequential(Input.of(2, 2), new Flatten(), new Dense(1).kernelInitializer("ones"));
        INDArray bytes = Nd4j.createFromArray(new int[][][] {{{0, 1}, {254, 255}}, {{1, 2}, {3, 4}}});
        double[] expected = {510, 10};
        for (DataType type : List.of(
                DataType.UINT8, DataType.INT32, DataType.INT64, DataType.INT16, DataType.FLOAT, DataType.DOUBLE)) {
            assertThat(model.predict(bytes.castTo(type)).toDoubleVector())
                    .as("%s", type)
                    .containsExactly(expected);
        }
        assertThat(model.predict(new float[][][] {{{0, 1}, {254, 255}}, {{1, 2}, {3, 4}}})
                        .toDoubleVector())
                .containsExactly(expected);
        assertThat(model.predict(new double[][][] {{{0, 1}, {254, 255}}, {{1, 2}, {3, 4}}})
                        .toDoubleVector())
                .containsExactly(expected);
        assertThat(model.predict(new short[][][] {{{0, 1}, {254, 255}}, {{1, 2}, {3, 4}}})
                        .toDoubleVector())
                .containsExactly(expected);
        INDArray columnMajor = bytes.castTo(DataType.FLOAT).dup('f');
        assertThat(model.predict(columnMajor).toDoubleVector()).containsExactly(expected);
        INDArray view = Nd4j.concat(0, bytes, bytes, bytes).get(NDArrayIndex.interval(2, 4));
        assertThat(model.predict(view).toDoubleVector()).containsExactly(expected);
        INDArray many =
                Nd4j.concat(0, Nd4j.zeros(DataType.INT32, 100, 2, 2), bytes).castTo(DataType.UINT8);
        double[] last = model.predict(many, p -> p.batchSize(7)).toDoubleVector();
        assertThat(Arrays.copyOfRange(last, 99, 102)).containsExactly(0, 510, 10);
        model.compile("sgd", "mse");
        assertThat(model.evaluate(many, new double[102], e -> e.verbose(0).batchSize(51))
                        .get("loss"))
                .isCloseTo((510 * 510 + 100) / 102.0, within(0.01));
    }

    @Test
    void callsHooksInKerassOrder() {
        List<String> calls = new ArrayList<>();
        Callback recorder = new Callback() {
            @Override
            public void setParams(Parameters params) {
                calls.add(params.toString());
            }

            @Override
            public void onTrainBegin(Map<String, Double> logs) {
                calls.add("train begin");
            }

            @Override
            public void onTrainEnd(Map<String, Double> logs) {
                calls.add("train end " + logs.keySet());
            }

            @Override
            public void onEpochBegin(int epoch, Map<String, Double> logs) {
                calls.add("epoch begin " + epoch);
            }

            @Override
            public void onEpochEnd(int epoch, Map<String, Double> logs) {
                calls.add("epoch end " + epoch + " " + logs.keySet());
            }

            @Override
            public void onBatchBegin(int batch, Map<String, Double> logs) {
                calls.add("batch begin " + batch);
            }

            @Override
            public void onBatchEnd(int batch, Map<String, Double> logs) {
                calls.add("batch end " + batch + " " + logs.keySet());
            }

            @Override
            public void onTestBegin(Map<String, Double> logs) {
                calls.add("test begin");
            }

            @Override
            public void onTestEnd(Map<String, Double> logs) {
                calls.add("test end " + logs.keySet());
            }

            @Override
            public void onTestBatchEnd(int batch, Map<String, Double> logs) {
                calls.add("test batch end " + batch);
            }

            @Override
            public void onPredictBegin(Map<String, Double> logs) {
                calls.add("predict begin");
            }

            @Override
            public void onPredictBatchBegin(int batch, Map<String, Double> logs) {
                calls.add("predict batch begin " + batch);
            }

            @Override
            public void onPredictEnd(Map<String, Double> logs) {
                calls.add("predict end");
            }
        };
        Model model = classifier();

        model.fit(
                x(),
                y(),
                fit -> fit.batchSize(40)
                        .validationSplit(0.3)
                        .validationBatchSize(20)
                        .verbose(0)
                        .callbacks(recorder));
        assertThat(calls)
                .containsExactly(
                        "Parameters[verbose=0, epochs=1, steps=2]",
                        "train begin",
                        "epoch begin 0",
                        "batch begin 0",
                        "batch end 0 [accuracy, loss]",
                        "batch begin 1",
                        "batch end 1 [accuracy, loss]",
                        "test begin",
                        "test batch end 0",
                        "test batch end 1",
                        "test end [accuracy, loss]",
                        "epoch end 0 [accuracy, loss, val_accuracy, val_loss]",
                        "train end [accuracy, loss, val_accuracy, val_loss]");

        calls.clear();
        model.predict(x(), p -> p.batchSize(60).callbacks(recorder));
        assertThat(calls)
                .containsExactly(
                        "Parameters[verbose=0, epochs=1, steps=2]",
                        "predict begin",
                        "predict batch begin 0",
                        "predict batch begin 1",
                        "predict end");

        calls.clear();
        model.compile(
                c -> c.optimizer("sgd").loss("sparse_categorical_crossentropy").stepsPerExecution(2));
        model.fit(x(), y(), fit -> fit.batchSize(35).verbose(0).callbacks(recorder));
        assertThat(calls)
                .filteredOn(call -> call.startsWith("batch"))
                .containsExactly("batch begin 0", "batch end 1 [loss]", "batch begin 2", "batch end 3 [loss]");
    }

    @Test
    void stopsWhenToldTo() {
        Model model = classifier();
        Callback stopper = new Callback() {
            @Override
            public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
                model().stopTraining(batch == 1);
            }
        };
        History history = model.fit(
                x(), y(), fit -> fit.epochs(5).batchSize(10).verbose(0).callbacks(stopper));

        assertThat(history.epochs()).containsExactly(0);
        assertThat(model.optimizer().iterations()).isEqualTo(2);
    }

    @Test
    void frozenLayersKeepTheirWeights() {
        Sequential model = classifier();
        model.getLayer(0).setTrainable(false);
        model.compile(new Adam(0.01), "sparse_categorical_crossentropy");
        List<INDArray> before = model.getWeights();

        model.fit(x(), y(), fit -> fit.verbose(0));

        List<INDArray> after = model.getWeights();
        assertThat(after.subList(0, 2)).isEqualTo(before.subList(0, 2));
        for (int i = 2; i < after.size(); i++) {
            assertThat(after.get(i)).as("weight %d", i).isNotEqualTo(before.get(i));
        }
    }

    @Test
    void modelsThatShareLayersShareWeights() {
        Tensor in = Input.of(4);
        Tensor code = new Dense(2).name("code").apply(in);
        Model autoencoder = new Model(in, new Dense(4).name("decoded").apply(code));
        Model encoder =
                new Model(autoencoder.inputs(), autoencoder.getLayer("code").output());
        Model decoder = new Model(autoencoder.getLayer("code").output(), autoencoder.output());
        assertThat(decoder.layers()).hasSize(2);
        autoencoder.compile(new Adam(0.05), "mse");
        INDArray before = encoder.predict(x());

        autoencoder.fit(x(), x(), fit -> fit.verbose(0).epochs(2));

        INDArray codes = encoder.predict(x());
        assertThat(codes).isNotEqualTo(before);
        assertThat(decoder.predict(codes)).isEqualTo(autoencoder.predict(x()));
    }

    /** What Python writes as {@code K.function([model.input], [layer.output for layer in model.layers])}. */
    @Test
    void whatEveryLayerGivesCanBeAskedFor() {
        Sequential model = classifier();
        List<Tensor> all = new ArrayList<>();
        model.layers().forEach(layer -> all.add(layer.output()));
        Model function = new Model(model.inputs(), all);

        List<INDArray> outputs = function.predictAll(x());
        assertThat(outputs).hasSameSizeAs(model.layers());
        assertThat(outputs.get(outputs.size() - 1)).isEqualTo(model.predict(x()));
        List<Tensor> eager = function.applyAll(List.of(Tensor.of(Nd4j.create(x()))), new CallArguments());
        for (int i = 0; i < outputs.size(); i++) {
            assertThat(eager.get(i).value().distance2(outputs.get(i))).isLessThan(1e-5);
        }

        model.compile(new Adam(0.05), "sparse_categorical_crossentropy");
        model.fit(x(), y(), fit -> fit.verbose(0));
        assertThat(function.predictAll(x()).get(0)).isNotEqualTo(outputs.get(0));
    }

    @Test
    void layersCanBeAddedAndPopped() {
        Sequential model = new Sequential(Input.of(4), new Dense(3), new Dense(2));
        assertThat(model.predict(x()).shape()).containsExactly(COUNT, 2);
        model.pop();
        assertThat(model.predict(x()).shape()).containsExactly(COUNT, 3);
        model.add(new Dense(5)).add(new Dense(6));
        assertThat(model.predict(x()).shape()).containsExactly(COUNT, 6);
        assertThat(model.layers()).hasSize(3);
        assertThat(model.weights()).hasSize(6);

        Sequential late = new Sequential().add(new Dense(3));
        assertThat(late.isBuilt()).isFalse();
        assertThat(late.weights()).isEmpty();
        late.compile("sgd", "sparse_categorical_crossentropy");
        late.fit(x(), y(), fit -> fit.verbose(0));
        assertThat(late.weights()).hasSize(2);
    }

    /** A model with its own call, step and metric. */
    private static final class OwnStep extends Model {
        private final Dense dense = addSublayer("dense", new Dense(2).activation("softmax"));
        private final Mean surprise = addMetric(new Mean().name("surprise"));
        private int traced;

        @Override
        protected Tensor call(Tensor x) {
            return dense.apply(x);
        }

        @Override
        protected Map<String, Tensor> trainStep(Batch batch) {
            traced++;
            try (var tape = new GradientTape()) {
                List<Tensor> predictions = applyAll(batch.x(), new CallArguments().training(true));
                Tensor loss = computeLoss(batch, predictions);
                optimizer().apply(tape.gradient(loss, trainableWeights()), trainableWeights());
                surprise.updateState(Ops.exp(loss));
                return Map.of("surprise", surprise.result(), "last", loss);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void trainsBySteps(boolean eagerly) {
        Keras.setRandomSeed(1);
        OwnStep model = new OwnStep();
        model.compile(c -> c.optimizer(new SGD().learningRate(0.5))
                .loss("sparse_categorical_crossentropy")
                .runEagerly(eagerly));

        History history =
                model.fit(x(), y(), fit -> fit.epochs(20).batchSize(50).verbose(0));

        assertThat(history.history()).containsOnlyKeys("last", "surprise");
        assertThat(history.get("surprise").get(0)).isBetween(1.5, 3.0);
        assertThat(history.last("last")).isLessThan(history.get("last").get(0));
        assertThat(model.traced).isEqualTo(eagerly ? 40 : 1);
    }

    @Test
    void eagerAndPlannedRunsAgree() {
        Map<Boolean, List<INDArray>> weights = new HashMap<>();
        for (boolean eagerly : new boolean[] {false, true}) {
            Keras.setRandomSeed(5);
            Model model = classifier();
            model.compile(c -> c.optimizer(new SGD().learningRate(0.1))
                    .loss("sparse_categorical_crossentropy")
                    .runEagerly(eagerly));
            model.fit(x(), y(), fit -> fit.verbose(0));
            weights.put(eagerly, model.getWeights());
        }
        for (int i = 0; i < weights.get(true).size(); i++) {
            assertThat(weights.get(true).get(i).equalsWithEps(weights.get(false).get(i), 1e-5))
                    .as("weight %d", i)
                    .isTrue();
        }
    }

    @Test
    void manyThreadsPredictAtOnce() throws Exception {
        Model model = classifier();
        INDArray x = Nd4j.createFromArray(x());
        INDArray expected = model.predict(x);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                int first = thread;
                done.add(pool.submit(() -> {
                    for (int round = 0; round < 200; round++) {
                        int row = (first + round * 8) % COUNT;
                        INDArray one = model.predict(new float[][] {x()[row]});
                        assertThat(one.getRow(0)).isEqualTo(expected.getRow(row));
                        if (round % 20 == 0) {
                            assertThat(model.predict(x)).isEqualTo(expected);
                        }
                    }
                }));
            }
            for (Future<?> each : done) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void modelsTrainSideBySideAsTheyDoOneAfterTheOther() throws Exception {
        List<Model> alone = List.of(seeded(1), seeded(2));
        List<Model> together = List.of(seeded(1), seeded(2));
        for (Model model : alone) {
            model.fit(x(), y(), fit -> fit.epochs(20).shuffle(false).verbose(0));
        }
        ExecutorService pool = Executors.newFixedThreadPool(2);
        try {
            List<Future<History>> runs = new ArrayList<>();
            for (Model model : together) {
                runs.add(pool.submit(() ->
                        model.fit(x(), y(), fit -> fit.epochs(20).shuffle(false).verbose(0))));
            }
            for (Future<History> run : runs) {
                run.get();
            }
        } finally {
            pool.shutdownNow();
        }

        for (int i = 0; i < 2; i++) {
            assertThat(together.get(i).getWeights()).isEqualTo(alone.get(i).getWeights());
        }
    }

    private static Model seeded(long seed) {
        Keras.setRandomSeed(seed);
        return classifier();
    }

    @Test
    void predictionsAreTheCallersOwn() {
        Model model = classifier();
        INDArray first = model.predict(x());
        INDArray copy = first.dup();
        model.predict(new float[COUNT][4]);

        assertThat(first).isEqualTo(copy);
    }

    /** Steps allocate nothing in Java. */
    @Test
    void stepsAllocateNothing() {
        assumeThat(Backends.inUse()).extracting(Backend::name).contains("loops"); // calls of ND4J allocate
        Model model = classifier();
        float[][] x = new float[20_000][4];
        int[] y = new int[20_000];
        long few = allocated(model, Arrays.copyOf(x, 10_000), Arrays.copyOf(y, 10_000));
        long many = allocated(model, x, y);
        // 1250 further steps; the order of the samples is 4 bytes for each
        long order = 10_000 * 4;

        assertThat((many - few - order) / 1250.0).as("bytes a step").isLessThan(8);
    }

    private static long allocated(Model model, float[][] x, int[] y) {
        INDArray samples = Nd4j.createFromArray(x);
        INDArray labels = Nd4j.createFromArray(y);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            model.fit(samples, labels, fit -> fit.batchSize(8).verbose(0));
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }

    @Test
    void trainsOnAfterAnExceptionEndedTheLastRun() {
        Model model = classifier();
        Callback failing = new Callback() {
            @Override
            public void onEpochEnd(int epoch, Map<String, Double> logs) {
                throw new IllegalStateException("no");
            }
        };
        assertThatThrownBy(() -> model.fit(x(), y(), fit -> fit.verbose(0).callbacks(failing)))
                .hasMessage("no");

        assertThat(model.fit(x(), y(), fit -> fit.verbose(0)).epochs()).containsExactly(0);
    }
}
