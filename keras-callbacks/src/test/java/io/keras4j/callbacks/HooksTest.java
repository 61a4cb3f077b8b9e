package io.keras4j.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import io.keras4j.config.Json;
import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.layers.Dense;
import io.keras4j.models.SaveOptions;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.SGD;
import io.keras4j.training.Callback;
import io.keras4j.training.FitOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** fit, evaluate and predict call the hooks that Keras calls, in its order and with its logs; what acts between them does what Keras's does. */
class HooksTest {
    private static final INDArray X =
            Nd4j.arange(10).reshape(10, 1).castTo(DataType.FLOAT).div(10);
    private static final INDArray Y = X.mul(2).add(1);

    @TempDir
    private Path folder;

    private static List<Case> cases(String kind) {
        return Fixtures.cases("hooks").stream()
                .filter(each -> each.text("kind").equals(kind))
                .toList();
    }

    /** Notes what it is told to save. */
    private static final class Net extends Sequential {
        private final List<String> calls;

        Net(Case fixture, SGD optimizer, List<String> calls) {
            super(Input.of(1), new Dense(1).useBias(false).kernelInitializer("ones"));
            this.calls = calls;
            compile(c -> c.optimizer(optimizer.learningRate(0.1))
                    .loss("mse")
                    .metrics("mae")
                    .stepsPerExecution(fixture.integer("steps_per_execution")));
        }

        @Override
        public void saveWeights(String path, Consumer<SaveOptions> options) {
            calls.add("save");
            super.saveWeights(path, options);
        }

        double kernel() {
            return getWeights().get(0).getDouble(0);
        }
    }

    /** Notes every call, and lets things stop or fail. */
    private static final class Recorder extends Callback {
        private final List<String> calls;
        private final List<Double> kernels = new ArrayList<>();
        private final Map<String, Runnable> actions = new HashMap<>();

        Recorder(List<String> calls) {
            this.calls = calls;
        }

        Recorder acting(Map<String, Object> stops) {
            stops.forEach((what, when) -> actions.put(describe((List<?>) when), () -> {
                switch (what) {
                    case "stop_training" -> model().stopTraining(true);
                    case "stop_evaluating" -> model().stopEvaluating(true);
                    case "stop_predicting" -> model().stopPredicting(true);
                    default -> throw new IllegalStateException("interrupted");
                }
            }));
            return this;
        }

        private static String describe(List<?> call) {
            return call.get(0) + (call.get(1) == null ? "" : " " + call.get(1));
        }

        private void note(String name, Integer index, Map<String, Double> logs) {
            String call = describe(Arrays.asList(name, index));
            calls.add(call + " " + new TreeSet<>(logs.keySet()));
            kernels.add(model().getWeights().get(0).getDouble(0));
            actions.getOrDefault(call, () -> {}).run();
        }

        @Override
        public void onTrainBegin(Map<String, Double> logs) {
            note("on_train_begin", null, logs);
        }

        @Override
        public void onTrainEnd(Map<String, Double> logs) {
            note("on_train_end", null, logs);
        }

        @Override
        public void onEpochBegin(int index, Map<String, Double> logs) {
            note("on_epoch_begin", index, logs);
        }

        @Override
        public void onEpochEnd(int index, Map<String, Double> logs) {
            note("on_epoch_end", index, logs);
        }

        @Override
        public void onTrainBatchBegin(int index, Map<String, Double> logs) {
            note("on_train_batch_begin", index, logs);
        }

        @Override
        public void onTrainBatchEnd(int index, Map<String, Double> logs) {
            note("on_train_batch_end", index, logs);
        }

        @Override
        public void onTestBegin(Map<String, Double> logs) {
            note("on_test_begin", null, logs);
        }

        @Override
        public void onTestEnd(Map<String, Double> logs) {
            note("on_test_end", null, logs);
        }

        @Override
        public void onTestBatchBegin(int index, Map<String, Double> logs) {
            note("on_test_batch_begin", index, logs);
        }

        @Override
        public void onTestBatchEnd(int index, Map<String, Double> logs) {
            note("on_test_batch_end", index, logs);
        }

        @Override
        public void onPredictBegin(Map<String, Double> logs) {
            note("on_predict_begin", null, logs);
        }

        @Override
        public void onPredictEnd(Map<String, Double> logs) {
            note("on_predict_end", null, logs);
        }

        @Override
        public void onPredictBatchBegin(int index, Map<String, Double> logs) {
            note("on_predict_batch_begin", index, logs);
        }

        @Override
        public void onPredictBatchEnd(int index, Map<String, Double> logs) {
            note("on_predict_batch_end", index, logs);
        }
    }

    private static List<String> expected(List<?> calls) {
        return calls.stream()
                .map(each -> (List<?>) each)
                .map(call -> call.get(0).equals("save") ? "save" : Recorder.describe(call) + " " + call.get(2))
                .toList();
    }

    private static FitOptions options(FitOptions fit, Map<String, Object> options) {
        fit.batchSize(3).shuffle(false).verbose(0);
        options.forEach((key, value) -> {
            switch (key) {
                case "epochs" -> fit.epochs(integer(value));
                case "initial_epoch" -> fit.initialEpoch(integer(value));
                case "steps_per_epoch" -> fit.stepsPerEpoch(integer(value));
                case "validation" -> fit.validationData(rows(X), rows(Y));
                case "validation_steps" -> fit.validationSteps(integer(value));
                case "validation_freq" -> {
                    if (value instanceof List<?> epochs) {
                        fit.validationFreq(
                                epochs.stream().mapToInt(HooksTest::integer).toArray());
                    } else {
                        fit.validationFreq(integer(value));
                    }
                }
                default -> throw new AssertionError(key);
            }
        });
        return fit;
    }

    private static int integer(Object value) {
        return ((Number) value).intValue();
    }

    private static INDArray rows(INDArray array) {
        return array.get(NDArrayIndex.interval(0, 5), NDArrayIndex.all());
    }

    static List<Case> fits() {
        return cases("fit");
    }

    @ParameterizedTest
    @MethodSource("fits")
    void fitCallsTheHooksThatKerasCalls(Case fixture) {
        List<String> calls = new ArrayList<>();
        Recorder recorder = new Recorder(calls).acting(fixture.map("stops"));

        new Net(fixture, new SGD(), calls)
                .fit(X, Y, fit -> options(fit, fixture.map("options")).callbacks(recorder));

        assertThat(calls).isEqualTo(expected(fixture.list("calls")));
    }

    static List<Case> evaluations() {
        return cases("evaluate");
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void evaluateCallsTheHooksThatKerasCalls(Case fixture) {
        List<String> calls = new ArrayList<>();
        Recorder recorder = new Recorder(calls).acting(fixture.map("stops"));

        new Net(fixture, new SGD(), calls).evaluate(X, Y, evaluate -> {
            evaluate.batchSize(3).verbose(0).callbacks(recorder);
            fixture.map("options").values().forEach(steps -> evaluate.steps(integer(steps)));
        });

        assertThat(calls).isEqualTo(expected(fixture.list("calls")));
    }

    static List<Case> predictions() {
        return cases("predict");
    }

    @ParameterizedTest
    @MethodSource("predictions")
    void predictCallsTheHooksThatKerasCalls(Case fixture) {
        List<String> calls = new ArrayList<>();
        Recorder recorder = new Recorder(calls).acting(fixture.map("stops"));

        INDArray outputs = new Net(fixture, new SGD(), calls).predict(X, predict -> {
            predict.batchSize(3).callbacks(recorder);
            fixture.map("options").values().forEach(steps -> predict.steps(integer(steps)));
        });

        assertThat(calls).isEqualTo(expected(fixture.list("calls")));
        assertThat(outputs.size(0)).isEqualTo(fixture.integer("rows"));
        assertThat(outputs).isEqualTo(X.get(NDArrayIndex.interval(0, outputs.size(0)), NDArrayIndex.all()));
    }

    static List<Case> swaps() {
        return cases("swap");
    }

    @ParameterizedTest
    @MethodSource("swaps")
    void averagesOfWeightsTakeTheirPlacesWhenKerasesDo(Case fixture) {
        List<String> calls = new ArrayList<>();
        Recorder recorder = new Recorder(calls);
        Net net = new Net(fixture, new SGD().useEma(true).emaMomentum(0.5), calls);
        Callback swap = new SwapEMAWeights().swapOnEpoch((Boolean) fixture.get("swap_on_epoch"));

        net.fit(X, Y, fit -> options(fit, fixture.map("options")).callbacks(swap, recorder));

        assertThat(calls).isEqualTo(expected(fixture.list("calls")));
        for (int i = 0; i < calls.size(); i++) {
            double expected = ((Number) ((List<?>) fixture.list("calls").get(i)).get(3)).doubleValue();
            assertThat(recorder.kernels.get(i)).as(calls.get(i)).isCloseTo(expected, within(2e-6));
        }
        assertThat(net.kernel()).isCloseTo(((Number) fixture.get("kernel")).doubleValue(), within(2e-6));
    }

    @Test
    void predictsWithAveragesOfWeightsAndGivesTheWeightsBack() {
        Net net = new Net(fits().get(0), new SGD().useEma(true).emaMomentum(0.5), new ArrayList<>());
        net.trainOnBatch(X, Y);
        net.trainOnBatch(X, Y);
        double weight = net.kernel();
        double average =
                net.optimizer().averages().values().iterator().next().array().getDouble(0);

        INDArray outputs = net.predict(new float[][] {{1}}, predict -> predict.callbacks(new SwapEMAWeights()));

        assertThat(outputs.getDouble(0)).isEqualTo(average).isNotEqualTo(weight);
        assertThat(net.kernel()).isEqualTo(weight);
    }

    @Test
    void withoutAveragesOfWeightsThereIsNothingToSwap() {
        Net net = new Net(fits().get(0), new SGD(), new ArrayList<>());

        assertThatThrownBy(() -> net.evaluate(X, Y, evaluate -> evaluate.callbacks(new SwapEMAWeights())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("useEma(true)");
    }

    static List<Case> backups() {
        return cases("backup");
    }

    @ParameterizedTest
    @MethodSource("backups")
    void backsUpWhenKerasDoesAndGoesOnAtTheSameEpoch(Case fixture) {
        List<List<String>> runs = new ArrayList<>();
        List<String> calls = new ArrayList<>();
        Net net = new Net(fixture, new SGD(), calls);
        List<Map<String, Object>> stops = fixture.has("fail")
                ? List.of(Map.of("fail", fixture.list("fail")), Map.of())
                : List.of(Map.<String, Object>of());
        for (Map<String, Object> fail : stops) {
            calls.clear();
            BackupAndRestore backup =
                    new BackupAndRestore(folder.resolve("backup").toString());
            if (fixture.get("save_freq") instanceof Number batches) {
                backup.saveFreq(batches.intValue());
            }
            Recorder recorder = new Recorder(calls).acting(fail);
            Runnable fit =
                    () -> net.fit(X, Y, f -> options(f, fixture.map("options")).callbacks(recorder, backup));
            if (fail.isEmpty()) {
                fit.run();
            } else {
                assertThatThrownBy(fit::run).hasMessage("interrupted");
            }
            runs.add(List.copyOf(calls));
        }

        assertThat(runs)
                .isEqualTo(fixture.list("runs").stream()
                        .map(run -> expected((List<?>) run))
                        .toList());
        assertThat(folder).isEmptyDirectory();
    }

    static List<Case> monitors() {
        return cases("remote");
    }

    @ParameterizedTest
    @MethodSource("monitors")
    void sendsWhatKerasSends(Case fixture) throws Exception {
        List<Map<String, Object>> posts = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add(Map.of(
                    "method", exchange.getRequestMethod(),
                    "path", exchange.getRequestURI().getPath(),
                    "type", exchange.getRequestHeaders().getFirst("Content-Type"),
                    "run", String.valueOf(exchange.getRequestHeaders().getFirst("X-Run")),
                    "body", body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            Map<String, Object> options = fixture.map("options");
            RemoteMonitor monitor = new RemoteMonitor()
                    .root("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                            + server.getAddress().getPort())
                    .sendAsJson((Boolean) options.getOrDefault("send_as_json", false))
                    .field((String) options.getOrDefault("field", "data"))
                    .path((String) options.getOrDefault("path", "/publish/epoch/end/"))
                    .headers(options.containsKey("headers") ? Map.of("X-Run", "7") : Map.of());
            monitor.onTrainBegin(Map.of());
            monitor.onEpochEnd(0, Map.of("loss", 0.5, "accuracy", 0.25));
            monitor.onEpochEnd(1, Map.of("loss", 0.25, "val_loss", 1e-7));
        } finally {
            server.stop(0);
        }

        List<Case> expected = fixture.cases("posts");
        assertThat(posts).hasSize(expected.size());
        for (int i = 0; i < posts.size(); i++) {
            Map<String, Object> post = posts.get(i);
            assertThat(post).containsEntry("method", "POST");
            assertThat(expected.get(i).text("url")).isEqualTo("http://host" + post.get("path"));
            String body = (String) post.get("body");
            if (expected.get(i).has("json")) {
                assertThat(post).containsEntry("type", "application/json").containsEntry("run", "7");
                assertThat(Fixtures.json(Json.read(body)))
                        .isEqualTo(Fixtures.json(expected.get(i).get("json")));
            } else {
                assertThat(post).containsEntry("type", "application/x-www-form-urlencoded");
                Map.Entry<String, Object> field =
                        expected.get(i).map("data").entrySet().iterator().next();
                assertThat(body).startsWith(field.getKey() + "=");
                String json = URLDecoder.decode(body.substring(body.indexOf('=') + 1), StandardCharsets.UTF_8);
                assertThat(Fixtures.json(Json.read(json)))
                        .isEqualTo(Fixtures.json(Json.read((String) field.getValue())));
            }
        }
    }

    @Test
    void aServerThatIsNotThereDoesNotStopTraining() {
        Net net = new Net(fits().get(0), new SGD(), new ArrayList<>());

        var history = net.fit(
                X, Y, fit -> fit.epochs(2).verbose(0).callbacks(new RemoteMonitor().root("http://localhost:9")));

        assertThat(history.epochs()).hasSize(2);
    }

    @Test
    void lambdasAreCalledForEveryHook() {
        List<String> calls = new ArrayList<>();
        LambdaCallback lambdas = new LambdaCallback()
                .onTrainBegin(logs -> calls.add("on_train_begin " + logs.keySet()))
                .onTrainEnd(logs -> calls.add("on_train_end " + logs.keySet()))
                .onEpochBegin((index, logs) -> calls.add("on_epoch_begin " + index + " " + logs.keySet()))
                .onEpochEnd((index, logs) -> calls.add("on_epoch_end " + index + " " + logs.keySet()))
                .onTrainBatchBegin((index, logs) -> calls.add("on_train_batch_begin " + index + " " + logs.keySet()))
                .onTrainBatchEnd((index, logs) -> calls.add("on_train_batch_end " + index + " " + logs.keySet()))
                .onTestBegin(logs -> calls.add("on_test_begin " + logs.keySet()))
                .onTestEnd(logs -> calls.add("on_test_end " + logs.keySet()))
                .onTestBatchBegin((index, logs) -> calls.add("on_test_batch_begin " + index + " " + logs.keySet()))
                .onTestBatchEnd((index, logs) -> calls.add("on_test_batch_end " + index + " " + logs.keySet()))
                .onPredictBegin(logs -> calls.add("on_predict_begin " + logs.keySet()))
                .onPredictEnd(logs -> calls.add("on_predict_end " + logs.keySet()))
                .onPredictBatchBegin(
                        (index, logs) -> calls.add("on_predict_batch_begin " + index + " " + logs.keySet()))
                .onPredictBatchEnd((index, logs) -> calls.add("on_predict_batch_end " + index + " " + logs.keySet()));
        Recorder recorder = new Recorder(new ArrayList<>());
        Net net = new Net(fits().get(0), new SGD(), new ArrayList<>());

        net.fit(X, Y, fit -> fit.epochs(2).validationSplit(0.3).verbose(0).callbacks(lambdas, recorder));
        net.predict(X, predict -> predict.callbacks(lambdas, recorder));

        assertThat(calls).isEqualTo(recorder.calls);
    }
}
