package io.keras4j.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.keras4j.Keras;
import io.keras4j.callbacks.EarlyStopping;
import io.keras4j.engine.Input;
import io.keras4j.fixtures.Fixtures;
import io.keras4j.fixtures.Fixtures.Case;
import io.keras4j.layers.Dense;
import io.keras4j.models.Model;
import io.keras4j.models.Sequential;
import io.keras4j.optimizers.SGD;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Progress bars look like those of Keras. */
class ProgbarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    private long now;

    static List<Case> cases() {
        return Fixtures.cases("progbar");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void showsWhatKerasShows(Case fixture) {
        Progbar bar =
                new Progbar(fixture.integer("target"), out::print, true, () -> now).verbose(fixture.integer("verbose"));
        fixture.map("options").forEach((key, value) -> {
            switch (key) {
                case "stateful_metrics" -> bar.statefulMetrics(names(value));
                case "stateless_metrics" -> bar.statelessMetrics(names(value));
                case "width" -> bar.width(((Number) value).intValue());
                case "interval" -> bar.interval(((Number) value).doubleValue());
                case "unit_name" -> bar.unitName((String) value);
                default -> throw new AssertionError(key);
            }
        });
        int before = 0;
        for (Case step : fixture.cases("steps")) {
            printed.reset();
            now = Math.round(((Number) step.get("seconds")).doubleValue() * 1e9);
            if (before == 0 || fixture.map("options").containsKey("stateless_metrics")) {
                bar.update(
                        step.integer("current"), values(step), step.get("last").equals(true));
            } else {
                bar.add(step.integer("current") - before, values(step));
            }
            before = step.integer("current");

            String text = printed.toString(StandardCharsets.UTF_8);
            String plain =
                    text.replaceAll("\u001b\\[\\d+m", "").replace("\r", "").stripTrailing();
            assertThat(plain).isEqualTo(withBar(step.text("text")));
        }
    }

    static List<Case> runs() {
        return Fixtures.cases("printed");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void runsPrintWhatTheyPrintInKeras(Case fixture) {
        Map<String, Object> options = fixture.map("options");
        int verbose = ((Number) options.getOrDefault("verbose", 1)).intValue();
        Model model = new Sequential(Input.of(1), new Dense(1).useBias(false).kernelInitializer("ones"));
        model.compile(new SGD().learningRate(0.1), "mse", "mae");
        float[][] x = new float[10][1];
        float[][] y = new float[10][1];
        for (int i = 0; i < 10; i++) {
            x[i][0] = i / 10f;
            y[i][0] = 2 * x[i][0] + 1;
        }
        PrintStream standard = System.out;
        System.setOut(out);
        try {
            switch (fixture.text("method")) {
                case "fit" ->
                    model.fit(
                            x,
                            y,
                            fit -> options(fit.verbose(verbose).batchSize(3).shuffle(false), options, x, y));
                case "evaluate" ->
                    model.evaluate(x, y, evaluate -> evaluate.verbose(verbose).batchSize(3));
                default -> model.predict(x, predict -> predict.verbose(verbose).batchSize(3));
            }
        } finally {
            System.setOut(standard);
        }

        List<String> lines = printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replaceAll(" \\d+s ", " *s ").replaceAll("\\d+[a-z]+/step", "*/step"))
                .toList();
        assertThat(lines)
                .isEqualTo(fixture.list("lines").stream()
                        .map(line -> withBar((String) line))
                        .toList());
    }

    private static void options(FitOptions fit, Map<String, Object> options, float[][] x, float[][] y) {
        options.forEach((key, value) -> {
            switch (key) {
                case "epochs" -> fit.epochs(((Number) value).intValue());
                case "initial_epoch" -> fit.initialEpoch(((Number) value).intValue());
                case "steps_per_epoch" -> fit.stepsPerEpoch(((Number) value).intValue());
                case "validation_freq" -> fit.validationFreq(((Number) value).intValue());
                case "validation" -> fit.validationData(Arrays.copyOf(x, 5), Arrays.copyOf(y, 5));
                case "verbose" -> {}
                default -> throw new AssertionError(key);
            }
        });
    }

    private static String[] names(Object list) {
        return ((List<?>) list).toArray(String[]::new);
    }

    private static Map<String, Double> values(Case step) {
        Map<String, Double> values = new LinkedHashMap<>();
        step.map("values").forEach((name, value) -> values.put(name, ((Number) value).doubleValue()));
        return values;
    }

    /** The bar as it is where the characters of Keras's cannot be shown. */
    private static String withBar(String text) {
        return Progbar.canPrint('━') ? text : text.replace('━', '=');
    }

    @Test
    void printsOneLineWhereThereIsNoTerminal() {
        Progbar bar = new Progbar(3, out::print, false, () -> now).statelessMetrics();
        for (int step = 1; step <= 3; step++) {
            now += 1_000_000_000;
            bar.update(step, Map.of("loss", 0.5), step == 3);
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(withBar("3/3 ━━━━━━━━━━━━━━━━━━━━ 3s 1s/step - loss: 0.5000" + System.lineSeparator()));
    }

    @Test
    void whatWouldBePrintedGoesToTheLogWhenKerasIsTold() {
        PrintStream standard = System.out;
        PrintStream errors = System.err;
        ByteArrayOutputStream logged = new ByteArrayOutputStream();
        Model model = new Sequential(Input.of(1), new Dense(1));
        model.compile("sgd", "mse");
        float[][] x = {{1}, {2}};
        System.setOut(out);
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
        try {
            Keras.disableInteractiveLogging();
            assertThat(Keras.isInteractiveLoggingEnabled()).isFalse();
            model.fit(
                    x,
                    x,
                    fit -> fit.epochs(2)
                            .callbacks(new EarlyStopping("loss").patience(0).verbose(1)));
            model.summary();
            assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
        } finally {
            Keras.enableInteractiveLogging();
            System.setErr(errors);
        }
        try {
            model.summary();
        } finally {
            System.setOut(standard);
        }

        assertThat(logged.toString(StandardCharsets.UTF_8))
                .contains("Epoch 1/2", "Epoch 2/2", "1/1 ", "loss: ", "Layer (type)")
                .doesNotContain("\r", "\u001b");
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Layer (type)");
    }

    @Test
    void optionsThatMeanNothingAreRefused() {
        assertThatThrownBy(() -> new Progbar(3).width(0)).hasMessageContaining("width");
        assertThatThrownBy(() -> new Progbar(3).verbose(4)).hasMessageContaining("verbose");
        assertThatThrownBy(() -> new Progbar(3).interval(-1)).hasMessageContaining("interval");
        assertThatThrownBy(() -> new Progbar(3).statefulMetrics("a").statelessMetrics("b"))
                .hasMessageContaining("only one of");
    }
}
