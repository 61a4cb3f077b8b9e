package io.keras4j.callbacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.layers.Dense;
import io.keras4j.metrics.BinaryAccuracy;
import io.keras4j.models.SaveOptions;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.SGD;
import io.keras4j.training.Callback;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** Callbacks decide what Keras's decide on the same logs. */
class CallbacksTest {
    @TempDir
    private Path folder;

    static List<Case> cases() {
        return Fixtures.cases("callbacks");
    }

    /** Notes what it is told to save. */
    private static final class Net extends Sequential {
        private final List<String> saved = new ArrayList<>();

        Net() {
            super(Input.of(1), new Dense(1).useBias(false));
            compile(new SGD().learningRate(0.1), "mse", "mae", new BinaryAccuracy().name("accuracy"));
            trainOnBatch(new float[][] {{1}}, new float[][] {{1}});
        }

        @Override
        public void save(String path, Consumer<SaveOptions> options) {
            saved.add(path);
        }

        @Override
        public void saveWeights(String path, Consumer<SaveOptions> options) {
            saved.add(path);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decidesAsKeras(Case fixture) throws Exception {
        PrintStream standard = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            decides(fixture);
        } finally {
            System.setOut(standard);
        }

        String text = printed.toString(StandardCharsets.UTF_8).replace(folder + File.separator, "");
        String expected = fixture.list("printed").stream()
                .map(message -> message + System.lineSeparator())
                .collect(Collectors.joining());
        assertThat(text).isEqualTo(expected);
    }

    private void decides(Case fixture) throws Exception {
        Net net = new Net();
        Callback callback = make(fixture.text("kind"), fixture.text("name"), new Options(fixture.map("options")));
        List<Case> epochs = fixture.cases("epochs");
        callback.setModel(net);
        callback.setParams(new Callback.Parameters(0, fixture.list("logs").size(), fixture.integer("batches")));
        callback.onTrainBegin(Map.of());
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            assertThat(net.stopTraining()).as("stopped before epoch %d", epoch).isFalse();
            Map<String, Double> logs = logs(fixture.list("logs").get(epoch));
            callback.onEpochBegin(epoch, Map.of());
            net.setWeights(List.of(Nd4j.createFromArray(new float[][] {{epoch}})));
            for (int batch = 0; batch < fixture.integer("batches"); batch++) {
                callback.onTrainBatchBegin(batch, Map.of());
                Map<String, Double> batchLogs = new TreeMap<>(logs);
                batchLogs.keySet().removeIf(key -> key.startsWith("val_"));
                callback.onTrainBatchEnd(batch, batchLogs);
            }
            callback.onEpochEnd(epoch, logs);

            Case expected = epochs.get(epoch);
            assertThat(net.stopTraining()).as("stop after epoch %d", epoch).isEqualTo(expected.get("stop"));
            assertThat(net.optimizer().learningRate())
                    .as("learning rate after epoch %d", epoch)
                    .isCloseTo(((Number) expected.get("rate")).doubleValue(), within(1e-9));
            assertThat(new ArrayList<Object>(logs.keySet())).isEqualTo(expected.list("logs"));
        }
        callback.onTrainEnd(Map.of());

        assertThat(net.getWeights().get(0).getDouble(0)).isEqualTo(((Number) fixture.get("kernel")).doubleValue());
        assertThat(net.saved.stream()
                        .map(path -> folder.relativize(Path.of(path)).toString())
                        .toList())
                .isEqualTo(fixture.list("saved"));
        if (callback instanceof EarlyStopping) {
            assertThat(((EarlyStopping) callback).stoppedEpoch()).isEqualTo(fixture.integer("stopped_epoch"));
            assertThat(((EarlyStopping) callback).bestEpoch()).isEqualTo(fixture.integer("best_epoch"));
        }
        if (fixture.has("file")) {
            assertThat(Files.readString(folder.resolve("log.csv"))).isEqualTo(fixture.text("file"));
        }
    }

    private static Map<String, Double> logs(Object data) {
        Map<String, Double> logs = new TreeMap<>();
        ((Map<?, ?>) data).forEach((key, value) -> logs.put(String.valueOf(key), number(value)));
        return logs;
    }

    private static double number(Object value) {
        return value instanceof String
                ? Double.parseDouble(((String) value).replace("nan", "NaN").replace("inf", "Infinity"))
                : ((Number) value).doubleValue();
    }

    /** The arguments that the script gave, each with what to do where it is given. */
    private static final class Options {
        private final Map<String, Object> values;

        Options(Map<String, Object> values) {
            this.values = new LinkedHashMap<>(values);
        }

        String text(String key) {
            return (String) values.remove(key);
        }

        Options number(String key, Consumer<Double> setter) {
            if (values.containsKey(key)) {
                setter.accept(((Number) values.remove(key)).doubleValue());
            }
            return this;
        }

        Options flag(String key, Consumer<Boolean> setter) {
            if (values.containsKey(key)) {
                setter.accept((Boolean) values.remove(key));
            }
            return this;
        }

        void monitor(MonitorCallback<?> callback) {
            if (values.containsKey("monitor")) {
                callback.monitor(text("monitor"));
            }
            if (values.containsKey("mode")) {
                callback.mode(text("mode"));
            }
            assertThat(values).isEmpty();
        }
    }

    private Callback make(String kind, String fixture, Options options) throws Exception {
        switch (kind) {
            case "EarlyStopping" -> {
                EarlyStopping callback = new EarlyStopping();
                options.number("patience", n -> callback.patience(n.intValue()))
                        .number("min_delta", callback::minDelta)
                        .number("baseline", callback::baseline)
                        .number("start_from_epoch", n -> callback.startFromEpoch(n.intValue()))
                        .flag("restore_best_weights", callback::restoreBestWeights)
                        .number("verbose", n -> callback.verbose(n.intValue()))
                        .monitor(callback);
                return callback;
            }
            case "ReduceLROnPlateau" -> {
                ReduceLROnPlateau callback = new ReduceLROnPlateau();
                options.number("patience", n -> callback.patience(n.intValue()))
                        .number("min_delta", callback::minDelta)
                        .number("factor", callback::factor)
                        .number("cooldown", n -> callback.cooldown(n.intValue()))
                        .number("min_lr", callback::minLr)
                        .number("verbose", n -> callback.verbose(n.intValue()))
                        .monitor(callback);
                return callback;
            }
            case "ModelCheckpoint" -> {
                ModelCheckpoint callback = new ModelCheckpoint(
                        folder.resolve(options.text("filepath")).toString());
                options.flag("save_best_only", callback::saveBestOnly)
                        .flag("save_weights_only", callback::saveWeightsOnly)
                        .number("save_freq", n -> callback.saveFreq(n.intValue()))
                        .number("initial_value_threshold", callback::initialValueThreshold)
                        .number("verbose", n -> callback.verbose(n.intValue()))
                        .monitor(callback);
                return callback;
            }
            case "LearningRateScheduler" -> {
                LearningRateScheduler callback = options.text("schedule").equals("epoch")
                        ? new LearningRateScheduler(epoch -> 0.5 / (epoch + 1))
                        : new LearningRateScheduler((epoch, rate) -> rate * 0.5);
                options.number("verbose", n -> callback.verbose(n.intValue()));
                return callback;
            }
            case "TerminateOnNaN" -> {
                return new TerminateOnNaN();
            }
            case "CSVLogger" -> {
                Path file = folder.resolve("log.csv");
                CSVLogger callback = new CSVLogger(file.toString());
                options.flag("append", callback::append);
                if (options.values.containsKey("separator")) {
                    callback.separator(options.text("separator"));
                }
                if (fixture.equals("CSVLogger: appended")) { // to what the case before wrote
                    Files.writeString(
                            file,
                            cases().stream()
                                    .filter(other -> other.text("name").equals("CSVLogger: with validation"))
                                    .findFirst()
                                    .orElseThrow()
                                    .text("file"));
                }
                return callback;
            }
            default -> throw new AssertionError(kind);
        }
    }
}
