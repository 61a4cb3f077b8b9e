package io.keras4j.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.keras4j.config.Json;
import io.keras4j.models.Model;
import io.keras4j.models.ModelFormatException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations that somebody made to do harm give a model or a ModelFormatException, soon. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileConfigsTest {
    private static final String INPUT =
            "{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 3], \"name\": \"input\"}}";

    private static String layer(String className, String config) {
        return "{\"module\": \"keras.layers\", \"class_name\": \"" + className + "\", \"config\": {" + config + "}}";
    }

    private static String sequential(String... layers) {
        return "{\"module\": \"keras\", \"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                + String.join(", ", layers) + "]}}";
    }

    private static ModelFormatException refused(String json) {
        Throwable thrown = catchThrowable(() -> Model.fromJson(json));
        assertThat(thrown).isInstanceOf(ModelFormatException.class);
        assertThat(((ModelFormatException) thrown).reason()).isNotBlank();
        return (ModelFormatException) thrown;
    }

    // ---- Graphs

    private static String node(String... from) {
        List<String> tensors = new ArrayList<>();
        for (String layer : from) {
            tensors.add(
                    "{\"class_name\": \"__keras_tensor__\", \"config\": {\"shape\": [null, 3], \"dtype\": \"float32\","
                            + " \"keras_history\": [\"" + layer + "\", 0, 0]}}");
        }
        return "{\"args\": [" + (from.length == 1 ? tensors.get(0) : tensors.toString()) + "], \"kwargs\": {}}";
    }

    private static String named(String envelope, String name, String... nodes) {
        return envelope.substring(0, envelope.length() - 1) + ", \"name\": \"" + name + "\", \"inbound_nodes\": ["
                + String.join(", ", nodes) + "]}";
    }

    private static String functional(String output, String... layers) {
        return "{\"module\": \"keras\", \"class_name\": \"Functional\", \"config\": {\"layers\": ["
                + named(INPUT, "input") + ", " + String.join(", ", layers)
                + "], \"input_layers\": [\"input\", 0, 0], \"output_layers\": [\"" + output + "\", 0, 0]}}";
    }

    private static String dense(String name) {
        return layer("Dense", "\"name\": \"" + name + "\", \"units\": 3");
    }

    @Test
    void refusesGraphsThatLeadInCircles() {
        assertThat(refused(functional("a", named(dense("a"), "a", node("b")), named(dense("b"), "b", node("a"))))
                        .reason())
                .contains("inputs do not exist", "a", "b");
        assertThat(refused(functional("a", named(dense("a"), "a", node("a")))).reason())
                .contains("inputs do not exist");
        assertThat(refused(functional("nowhere", named(dense("a"), "a", node("input"))))
                        .reason())
                .contains("no layer \"nowhere\"");
        assertThat(refused(functional("a", named(dense("a"), "a", node("input"), node("nowhere"))))
                        .reason())
                .contains("no layer \"nowhere\"");
    }

    /** Models within models, each of which applies the one inside twice: there are more applications than can be counted. */
    @Test
    void readsModelsThatAreAppliedTwiceOverAndOver() {
        String model = functional("d", named(dense("d"), "d", node("input")));
        for (int level = 0; level < 60; level++) {
            model = functional("inner", named(model, "inner", node("input"), node("inner")))
                    .replace("\"output_layers\": [\"inner\", 0, 0]", "\"output_layers\": [\"inner\", 1, 0]");
        }
        String json = model;
        assertThat(Model.fromJson(json).countParams()).isEqualTo(12);
    }

    @Test
    void readsWideAndLongModels() {
        List<String> layers = new ArrayList<>();
        layers.add(named(dense("d0"), "d0", node("input")));
        for (int i = 1; i < 400; i++) {
            layers.add(named(layer("Add", "\"name\": \"d" + i + "\""), "d" + i, node("d" + (i - 1), "d" + (i - 1))));
        }
        Model model = Model.fromJson(functional("d399", layers.toArray(String[]::new)));
        assertThat(model.layers()).hasSize(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TimeDistributed", "Bidirectional", "SpectralNormalization", "RNN", "StackedRNNCells"})
    void survivesWrappersWithinWrappers(String wrapper) {
        for (String innermost : List.of(dense("d"), layer("LSTM", "\"units\": 2"), layer("GRUCell", "\"units\": 2"))) {
            String inner = innermost;
            for (int level = 0; level < 40; level++) {
                inner = switch (wrapper) {
                    case "RNN" -> layer(wrapper, "\"cell\": " + inner);
                    case "StackedRNNCells" ->
                        layer(
                                wrapper,
                                "\"cells\": [" + inner + ", "
                                        + inner.replace("\"GRU", "\"LSTM").substring(0, 0)
                                        + layer("GRUCell", "\"units\": 2") + "]");
                    default -> layer(wrapper, "\"layer\": " + inner);
                };
            }
            String shape = "[null" + ", 2".repeat(41) + ", 3]";
            String json = sequential(INPUT.replace("[null, 3]", shape), inner);
            survives(() -> Model.fromJson(json));
            String flat = sequential(INPUT.replace("[null, 3]", "[null, 4, 3]"), layer("RNN", "\"cell\": " + inner));
            survives(() -> Model.fromJson(flat));
        }
    }

    private static void survives(Runnable reading) {
        try {
            reading.run();
        } catch (ModelFormatException expected) {
            assertThat(expected.reason()).isNotBlank();
        }
    }

    // ---- Numbers

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Dense; \"units\": -1; units",
                "Dense; \"units\": 0; units",
                "Dense; \"units\": 2000000000; more weights",
                "Dense; \"units\": 1.5; an integer",
                "Dense; \"units\": NaN; an integer",
                "Dense; \"units\": [3]; an integer",
                "Dense; \"activation\": 3; activation",
                "Dense; \"units\": 2, \"no_such_argument\": 1; no_such_argument",
                "Embedding; \"input_dim\": 2000000000, \"output_dim\": 2000000000; more weights",
                "EinsumDense; \"equation\": \"ab,bc->ac\", \"output_shape\": 2000000000; more weights",
                "Dropout; \"rate\": Infinity; rate",
                "Dropout; \"rate\": -1; rate",
                "Reshape; \"target_shape\": [2000000000, 2000000000]; 3",
                "Permute; \"dims\": [0, 1]; dims",
            })
    void refusesNumbersThatMakeNoSense(String className, String config, String reason) {
        assertThat(refused(sequential(INPUT, layer(className, config))).reason())
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "3; RepeatVector; \"n\": 2000000000",
                "1000000000, 3; TimeDistributed; \"layer\": {\"class_name\": \"Dense\", \"config\": {\"units\": 2}}",
                "1000000000, 3; LSTM; \"units\": 2",
                "1000000000, 3; GRU; \"units\": 2, \"unroll\": true, \"return_sequences\": true",
                "1000000000, 3; Bidirectional; \"layer\": {\"class_name\": \"LSTM\", \"config\": {\"units\": 2}}",
                "1000000000, 8, 8, 3; ConvLSTM2D; \"filters\": 2, \"kernel_size\": [3, 3]",
                "10000, 10000, 3; UpSampling2D; \"size\": [1000, 1000], \"interpolation\": \"bicubic\"",
                "1000000000, 3; ZeroPadding1D; \"padding\": [2000000000, 2000000000]",
                "1000000000, 1000000000, 3; MaxPooling2D; \"pool_size\": [100000, 100000]",
                "1000000000, 1000000000, 3; AdaptiveAveragePooling2D; \"output_size\": [100000, 100000]",
                "2000000000, 2000000000, 3; Flatten; \"data_format\": null",
                "2000000000, 3; MultiHeadAttention; \"num_heads\": 2, \"key_dim\": 2",
            })
    void survivesHugeInputs(String shape, String className, String config) {
        survives(() -> Model.fromJson(
                sequential(INPUT.replace("[null, 3]", "[null, " + shape + "]"), layer(className, config))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"MeanIoU\", \"config\": {\"num_classes\": 100000}",
                "\"AUC\", \"config\": {\"num_thresholds\": 2000000000}",
                "\"PrecisionAtRecall\", \"config\": {\"recall\": 0.5, \"num_thresholds\": 2000000000}",
                "\"OneHotIoU\", \"config\": {\"num_classes\": 2000000000, \"target_class_ids\": [0]}",
            })
    void survivesHugeMetrics(String metric) {
        String model = sequential(INPUT, dense("d"));
        survives(() -> Model.fromJson(model.substring(0, model.length() - 1)
                + ", \"compile_config\": {\"optimizer\": \"sgd\", \"loss\": \"mse\", \"metrics\": [{\"module\":"
                + " \"keras.metrics\", \"class_name\": " + metric + "}]}}"));
    }

    // ---- Code

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"module\": \"builtins\", \"class_name\": \"eval\", \"config\": {\"source\": \"1\"}}",
                "{\"module\": \"os\", \"class_name\": \"function\", \"config\": \"system\", \"registered_name\": \"function\"}",
                "{\"module\": \"java.lang\", \"class_name\": \"ProcessBuilder\", \"config\": {}}",
                "{\"module\": null, \"class_name\": \"java.lang.ProcessBuilder\", \"config\": {}, \"registered_name\": \"java.lang.ProcessBuilder\"}",
                "{\"module\": \"keras.utils\", \"class_name\": \"get_file\", \"config\": {\"origin\": \"http://localhost\"}}",
                "{\"module\": \"keras.layers\", \"class_name\": \"TFSMLayer\", \"config\": {\"filepath\": \"/tmp\"}}",
                "{\"module\": \"keras.layers\", \"class_name\": \"TorchModuleWrapper\", \"config\": {\"module\": \"gASV\"}}",
                "{\"module\": \"keras.layers\", \"class_name\": \"Lambda\", \"config\": {\"function\": {\"class_name\": \"__lambda__\", \"config\": {\"code\": \"4wEAAAAAAAAA\", \"defaults\": null, \"closure\": null}}}}",
                "{\"class_name\": \"Lambda\", \"config\": {\"function\": [\"4wEAAAAAAAAA\", null, null], \"function_type\": \"lambda\", \"module\": \"__main__\"}}",
                "{\"class_name\": \"Activation\", \"config\": {\"activation\": {\"module\": \"os\", \"class_name\": \"function\", \"config\": \"system\", \"registered_name\": \"function\"}}}",
                "{\"class_name\": \"Dense\", \"config\": {\"units\": 1, \"kernel_initializer\": {\"class_name\": \"__lambda__\", \"config\": {\"value\": \"4wEAAAAAAAAA\"}}}}",
            })
    void refusesOtherCode(String layer) {
        for (boolean safe : new boolean[] {true, false}) {
            Throwable thrown =
                    catchThrowable(() -> Model.fromJson(sequential(INPUT, layer), load -> load.safeMode(safe)));
            assertThat(thrown)
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageMatching("(?s).*(not known|Python function|cannot be run here).*");
        }
    }

    /** A name that is known is that of a class here, whatever module the file says it is in. */
    @Test
    void takesNoClassFromTheModuleThatAFileNames() {
        Model model = Model.fromJson(sequential(INPUT, dense("d").replace("\"keras.layers\"", "\"evil.package\"")));
        assertThat(model.layers().get(0)).isInstanceOf(io.keras4j.layers.Dense.class);
    }

    // ---- Text

    @Test
    void refusesTextThatIsTooDeepOrNoText() {
        refused("");
        refused("[".repeat(1_000_000));
        refused("{\"a\":".repeat(1_000_000));
        refused("[".repeat(400) + "]".repeat(400));
        refused("\"" + "a".repeat(1_000_000));
        refused("9".repeat(1_000_000));
        refused("1e" + "9".repeat(1_000_000));
        refused("\u0000");
        refused("null");
    }

    /** Reading takes time in proportion to the length of the text. */
    @Test
    void readsManyTextsSoon() throws Json.SyntaxException {
        String json = "[" + "\"some text\", ".repeat(2_000_000) + "\"\\\\\"]";
        assertThat((List<?>) Json.read(json)).hasSize(2_000_001);
    }

    // ---- Anything

    private static final Random RANDOM = new Random(5);
    private static final List<Object> VALUES = Arrays.asList(
            null,
            -1L,
            0L,
            2_000_000_000L,
            0.5,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            "",
            "relu",
            true,
            List.of(),
            Arrays.asList(-1L, null),
            Map.of());

    /** Every value of every key is replaced by values of all kinds. */
    @ParameterizedTest
    @ValueSource(strings = {"cnn", "bidirectional", "functional", "nested", "operations", "time_distributed"})
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesAnyValueOfAnyKey(String name) throws Exception {
        Object config;
        try (ZipArchive archive = new ZipArchive(KerasFilesTest.fixture(name + ".keras"))) {
            config = Json.read(archive.read("config.json", 1 << 20));
        }
        replaceAll(config, () -> survives(() -> Model.fromJson(Json.write(config))));
    }

    @SuppressWarnings("unchecked")
    private static void replaceAll(Object part, Runnable check) {
        if (part instanceof Map) {
            Map<String, Object> map = (Map<String, Object>) part;
            for (String key : List.copyOf(map.keySet())) {
                Object before = map.get(key);
                replaceAll(before, check);
                Object other = VALUES.get(Math.floorMod(RANDOM.nextInt(), VALUES.size()));
                map.put(key, other);
                check.run();
                map.put(key, before);
            }
        } else if (part instanceof List) {
            List<Object> list = (List<Object>) part;
            for (int i = 0; i < list.size(); i++) {
                Object before = list.get(i);
                replaceAll(before, check);
                list.set(i, VALUES.get(RANDOM.nextInt(VALUES.size())));
                check.run();
                list.set(i, before);
            }
        }
    }
}
