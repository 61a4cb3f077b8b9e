package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.callbacks.BackupAndRestore;
import io.keras4j.callbacks.LambdaCallback;
import io.keras4j.data.Batches;
import io.keras4j.data.DataException;
import io.keras4j.data.Dataset;
import io.keras4j.data.Sample;
import io.keras4j.data.Samples;
import io.keras4j.data.Sequence;
import io.keras4j.engine.Input;
import io.keras4j.layers.Concatenate;
import io.keras4j.layers.Dense;
import io.keras4j.layers.Dropout;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.Adam;
import io.keras4j.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Training, evaluation and prediction on datasets and sequences. */
@Timeout(120)
class BatchesTest {
    private static final int COUNT = 20;
    private static final INDArray X = Nd4j.linspace(0, 1, COUNT).reshape(COUNT, 1);
    private static final INDArray Y = X.mul(3).sub(1);

    @TempDir
    private Path folder;

    private static Model model() {
        Keras.setRandomSeed(4);
        Model model = new Sequential(Input.of(1), new Dense(8).activation("tanh"), new Dropout(0.2), new Dense(1));
        model.compile(new Adam(0.01), "mse", "mae");
        return model;
    }

    private static Dataset<Samples> batches() {
        return Dataset.fromArrays(X, Y).batch(6);
    }

    /** Rows six by six. */
    private static class Rows extends Sequence {
        final List<String> calls = Collections.synchronizedList(new ArrayList<>());

        @Override
        public int size() {
            return 4;
        }

        @Override
        public Samples get(int index) {
            calls.add("batch " + index);
            int end = Math.min(COUNT, 6 * index + 6);
            return Samples.of(rows(X, 6 * index, end), rows(Y, 6 * index, end));
        }

        private static float[][] rows(INDArray array, int from, int to) {
            return IntStream.range(from, to)
                    .mapToObj(i -> new float[] {array.getFloat(i)})
                    .toArray(float[][]::new);
        }

        @Override
        public void onEpochBegin() {
            calls.add("begin");
        }

        @Override
        public void onEpochEnd() {
            calls.add("end");
        }
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        for (int i = 0; i < 100 && !backgroundThreads().isEmpty(); i++) {
            Thread.sleep(20); // a thread lives on for a moment after its work
        }
        assertThat(backgroundThreads()).isEmpty();
    }

    private static List<String> backgroundThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(name -> name.startsWith("keras4j-data-"))
                .toList();
    }

    @Test
    void givesTheSameAsArrays() {
        Model arrays = model();
        Model datasets = model();
        Model sequences = model();

        History expected = arrays.fit(
                X,
                Y,
                fit -> fit.epochs(3).batchSize(6).shuffle(false).verbose(0).validationData(X, Y));
        History ofDataset =
                datasets.fit(batches(), fit -> fit.epochs(3).verbose(0).validationData(batches()));
        History ofSequence = sequences.fit(
                new Rows().workers(3),
                fit -> fit.epochs(3).shuffle(false).verbose(0).validationData(X, Y));

        assertThat(ofDataset.history()).isEqualTo(expected.history());
        assertThat(ofSequence.get("loss")).isEqualTo(expected.get("loss"));
        assertThat(datasets.getWeights()).isEqualTo(arrays.getWeights());
        assertThat(datasets.evaluate(batches(), e -> e.verbose(0)))
                .isEqualTo(arrays.evaluate(X, Y, e -> e.batchSize(6).verbose(0)));
        assertThat(datasets.predict(batches())).isEqualTo(arrays.predict(X, p -> p.batchSize(6)));
        assertThat(datasets.predict(Dataset.fromArrays(X).batch(7, true)).size(0))
                .isEqualTo(14);
    }

    @Test
    void weightsOfClassesAndSamplesCount() {
        int[] classes = IntStream.range(0, COUNT).map(i -> i % 2).toArray();
        float[] weights = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            weights[i] = i % 2 == 0 ? 1 : 3;
        }
        List<List<INDArray>> results = new ArrayList<>();
        for (int way = 0; way < 3; way++) {
            Keras.setRandomSeed(4);
            Model model = new Sequential(Input.of(1), new Dense(2).activation("softmax"));
            model.compile("sgd", "sparse_categorical_crossentropy");
            switch (way) {
                case 0 ->
                    model.fit(
                            X,
                            classes,
                            fit -> fit.batchSize(6).shuffle(false).verbose(0).sampleWeight(weights));
                case 1 -> model.fit(Dataset.fromArrays(X, classes, weights).batch(6), fit -> fit.verbose(0));
                default ->
                    model.fit(
                            Dataset.fromArrays(X, classes).batch(6),
                            fit -> fit.verbose(0).classWeight(Map.of(0, 1, 1, 3)));
            }
            results.add(model.getWeights());
        }

        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void epochsOfAnEndlessDatasetGoOnWhereTheyEnded() {
        List<Double> seen = Collections.synchronizedList(new ArrayList<>());
        Dataset<Samples> endless = Dataset.fromArrays(X, Y)
                .batch(6)
                .map(batch -> {
                    seen.add(batch.x().get(0).getDouble(0));
                    return batch;
                })
                .repeat();

        History history =
                model().fit(endless, fit -> fit.epochs(3).stepsPerEpoch(3).verbose(0));

        assertThat(history.epochs()).hasSize(3);
        List<Double> starts = List.of(X.getDouble(0), X.getDouble(6), X.getDouble(12), X.getDouble(18));
        for (int i = 0; i < 9; i++) {
            assertThat(seen.get(i)).as("batch %d", i).isEqualTo(starts.get(i % 4));
        }
        assertThatThrownBy(() -> model().fit(endless)).hasMessageContaining("stepsPerEpoch");
        assertThatThrownBy(() -> model().evaluate(endless)).hasMessageContaining("steps");
    }

    @Test
    void sequencesAreShuffledAndToldOfEpochs() {
        Rows rows = new Rows();

        model().fit(rows, fit -> fit.epochs(2).verbose(0));

        assertThat(rows.calls.stream().filter(call -> !call.startsWith("batch")))
                .containsExactly("begin", "end", "begin", "end");
        List<String> batches =
                rows.calls.stream().filter(call -> call.startsWith("batch")).toList();
        assertThat(batches).hasSize(8);
        assertThat(batches.subList(0, 4)).containsExactlyInAnyOrder("batch 0", "batch 1", "batch 2", "batch 3");
        assertThat(batches.subList(0, 4)).isNotEqualTo(batches.subList(4, 8));
    }

    @Test
    void dataArePreparedWhileTheModelTrains() throws Exception {
        CountDownLatch preparing = new CountDownLatch(3);
        Dataset<Samples> slow = batches().map(batch -> {
            preparing.countDown();
            return batch;
        });
        LambdaCallback waits = new LambdaCallback().onTrainBatchBegin((batch, logs) -> {
            if (batch == 0) { // the others come while this one is held up
                try {
                    assertThat(preparing.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        });

        assertThat(model().fit(slow, fit -> fit.verbose(0).callbacks(waits)).epochs())
                .hasSize(1);
    }

    @Test
    void errorsInTheDataReachTheCallerWithTheirCause() {
        Dataset<Samples> failing = Dataset.range(10)
                .map(i -> Sample.of(new float[] {i}, new float[] {6 / (7 - i)}), 2)
                .batch(2);
        Rows broken = new Rows() {
            @Override
            public Samples get(int index) {
                if (index == 2) {
                    throw new IllegalStateException("disk on fire");
                }
                return super.get(index);
            }
        };

        assertThatThrownBy(() -> model().fit(failing, fit -> fit.verbose(0)))
                .isInstanceOf(DataException.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> model().fit(broken, fit -> fit.verbose(0)))
                .isInstanceOf(DataException.class)
                .hasRootCauseMessage("disk on fire");
    }

    @Test
    void nothingIsLeftWhenTrainingStopsEarly() {
        Dataset<Samples> endless = batches().map(b -> b, 3).prefetch(5).repeat();
        LambdaCallback fails = new LambdaCallback().onTrainBatchEnd((batch, logs) -> {
            throw new IllegalStateException("stop");
        });
        Model model = model();
        LambdaCallback stops = new LambdaCallback().onTrainBatchEnd((batch, logs) -> model.stopTraining(true));

        assertThatThrownBy(() -> model.fit(
                        endless, fit -> fit.stepsPerEpoch(4).verbose(0).callbacks(fails)))
                .hasMessage("stop");
        assertThat(model.fit(
                                endless,
                                fit -> fit.epochs(5).stepsPerEpoch(4).verbose(0).callbacks(stops))
                        .epochs())
                .hasSize(1);
    }

    @Test
    void dataThatEndEarlyOrDoNotFitAreSpokenOf() {
        Model model = model();
        Dataset<Samples> wide =
                Dataset.fromArrays(new float[8][2], new float[8][1]).batch(4);
        Dataset<Samples> changing =
                batches().take(1).concatenate(Dataset.fromArrays(X).batch(6));
        Iterator<Samples> iterator = batches().iterator();

        assertThat(model.fit(
                                Dataset.fromIterator(iterator),
                                fit -> fit.epochs(2).stepsPerEpoch(3).verbose(0))
                        .epochs())
                .hasSize(2);
        assertThatThrownBy(() -> model.fit(wide, fit -> fit.verbose(0))).hasMessageContaining("(None, 1)");
        assertThatThrownBy(() -> model.fit(changing, fit -> fit.verbose(0)))
                .hasMessageContaining("Batch 1 has 1 inputs, 0 targets");
        assertThatThrownBy(() -> model.fit(batches().take(0))).hasMessageContaining("no batches");
        assertThatThrownBy(() -> model.fit(Dataset.fromArrays(X, Y)))
                .hasRootCauseMessage(
                        "The elements of the dataset are no batches: call batch(32), or the like; got a Sample");
        assertThatThrownBy(() -> model.fit(batches(), fit -> fit.batchSize(3))).hasMessageContaining("batchSize");
        assertThatThrownBy(() -> model.fit(batches(), fit -> fit.validationSplit(0.5)))
                .hasMessageContaining("validationSplit");
    }

    private static Model named() {
        Keras.setRandomSeed(5);
        Tensor left = Input.of(1).name("left");
        Tensor right = Input.of(2).name("right");
        Tensor both = new Concatenate().apply(left, right);
        Model model = new Model(
                Model.inputs(left, right),
                Model.outputs(
                        new Dense(1).name("price").apply(both),
                        new Dense(2).name("kind").activation("softmax").apply(both)));
        model.compile(c -> c.optimizer("sgd").loss(Map.of("price", "mse", "kind", "sparse_categorical_crossentropy")));
        return model;
    }

    @Test
    void arraysByNameGoToTheirInputsAndOutputs() {
        INDArray wide = Nd4j.linspace(-1, 1, 2 * COUNT).reshape(COUNT, 2);
        int[] kinds = IntStream.range(0, COUNT).map(i -> i % 2).toArray();
        INDArray weights = Nd4j.linspace(1, 2, COUNT);
        Map<String, Object> x = Map.of("right", wide, "left", X);
        Map<String, Object> y = Map.of("price", Y, "kind", kinds);
        Map<String, Object> w = Map.of("price", weights);
        Sequence sequence = new Sequence() {
            @Override
            public int size() {
                return 4;
            }

            @Override
            public Samples get(int index) {
                return Samples.of(x, y, w).slice(5 * index, 5 * index + 5);
            }
        };
        Dataset<Samples> dataset = Dataset.fromArrays(x, y, w).batch(5);
        Dataset<Samples> mapped = Dataset.range(COUNT)
                .map(
                        i -> Sample.of(
                                Map.of("left", X.getRow(i), "right", wide.getRow(i)),
                                Map.of("kind", kinds[i.intValue()], "price", Y.getRow(i)),
                                Map.of("price", weights.getFloat(i))),
                        2)
                .batch(5);

        Model expected = named();
        History history = expected.fit(
                x,
                y,
                fit -> fit.batchSize(5)
                        .shuffle(false)
                        .verbose(0)
                        .sampleWeight(w)
                        .validationData(x, y, w));
        for (Batches batches : List.of(dataset, mapped, sequence)) {
            Model model = named();
            assertThat(model.fit(batches, fit -> fit.shuffle(false).verbose(0).validationData(batches))
                            .history())
                    .isEqualTo(history.history());
            assertThat(model.getWeights()).isEqualTo(expected.getWeights());
            assertThat(model.predictAll(batches)).isEqualTo(expected.predictAll(x));
            assertThat(model.evaluate(batches, e -> e.verbose(0)))
                    .isEqualTo(expected.evaluate(
                            x, y, e -> e.batchSize(5).verbose(0).sampleWeight(w)));
        }
        Samples first = dataset.iterator().next();
        assertThat(first.x("left")).isEqualTo(X.get(NDArrayIndex.interval(0, 5), NDArrayIndex.all()));
        assertThat(first.y("kind")).isEqualTo(Nd4j.createFromArray(0, 1, 0, 1, 0));
        assertThatThrownBy(() -> first.x("middle")).hasMessageContaining("\"middle\", only [left, right]");
    }

    @Test
    void namesThatAreNotThoseOfTheModelAreTold() {
        Map<String, Object> left = Map.of("left", X);
        Map<String, Object> y = Map.of("price", Y, "kind", new int[COUNT]);
        Dataset<Sample> changing =
                Dataset.of(List.of(Sample.of(Map.of("left", 1, "right", 2)), Sample.of(Map.of("left", 1, "other", 2))));

        assertThatThrownBy(() -> named().fit(Dataset.fromArrays(left, y).batch(5)))
                .hasMessageContaining("x: expected a map with the keys [left, right], got the keys [left]");
        assertThatThrownBy(() -> named().fit(Dataset.fromArrays(List.of(X, Nd4j.ones(COUNT, 2)), Map.of("prise", Y))
                        .batch(5)))
                .hasMessageContaining("y: expected a map with the keys [price, kind], got the keys [prise]");
        assertThatThrownBy(() -> changing.batch(2).iterator().next())
                .hasMessageContaining("[left, right]")
                .hasMessageContaining("[left, other]");
        assertThatThrownBy(() -> Samples.of(Map.of())).hasMessageContaining("x: the map of arrays is empty");
    }

    @Test
    void aBatchOfAnotherShapeIsRefusedWithItsNumberAndShapes() {
        Dataset<Samples> changing = batches()
                .take(2)
                .concatenate(
                        Dataset.fromArrays(new float[6][2], new float[6][1]).batch(6));

        assertThatThrownBy(() -> model().fit(changing, fit -> fit.verbose(0)))
                .hasMessageContaining("(None, 1)")
                .hasMessageContaining("(6, 2)");
    }

    private static Batches shuffled(String kind) {
        return switch (kind) {
            case "dataset" -> Dataset.fromArrays(X, Y).shuffle(COUNT).batch(6);
            case "endless" -> Dataset.fromArrays(X, Y).shuffle(7).repeat().batch(6);
            default -> new Rows().workers(2);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataset", "endless", "sequence"})
    void trainingThatIsInterruptedWithinAnEpochGoesOnExactly(String kind) {
        int steps = kind.equals("endless") ? 5 : 4;
        Model expected = model();
        History uninterrupted = expected.fit(shuffled(kind), fit -> options(fit, kind, steps));
        List<INDArray> weights = null;
        History history = null;
        for (int attempt = 0; attempt < 7; attempt++) {
            int failAt = 3 + attempt;
            int[] done = {0};
            LambdaCallback fails = new LambdaCallback().onTrainBatchEnd((batch, logs) -> {
                if (++done[0] == failAt) {
                    throw new IllegalStateException("interrupted");
                }
            });
            Model model = model();
            BackupAndRestore backup =
                    new BackupAndRestore(folder.resolve("backup").toString()).saveFreq(2);
            try {
                history = model.fit(
                        shuffled(kind), fit -> options(fit, kind, steps).callbacks(fails, backup));
                weights = model.getWeights();
                break;
            } catch (IllegalStateException e) {
                assertThat(e).hasMessage("interrupted");
            }
        }

        assertThat(weights).isEqualTo(expected.getWeights());
        assertThat(history.history()).isEqualTo(uninterrupted.history());
    }

    private static FitOptions options(FitOptions fit, String kind, int steps) {
        fit.epochs(4).verbose(0);
        return kind.equals("endless") ? fit.stepsPerEpoch(steps) : fit;
    }
}
