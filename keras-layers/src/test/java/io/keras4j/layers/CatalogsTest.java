package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.activations.Activation;
import io.keras4j.config.Json;
import io.keras4j.config.Kind;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.Initializer;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.schedules.LearningRateSchedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every class that a catalog knows by Keras's name is compared with Keras's, in several cases where it has arguments. */
class CatalogsTest {
    private static final Path CORE = Path.of("../keras-core");
    private static final Path FIXTURES = Path.of("src/test/resources/fixtures");

    /** Cells are parts of layers that have cases, a pipeline runs others; what passes images on has one case. */
    private static final Set<String> PARTS =
            Set.of("StackedRNNCells", "ConvLSTMCell", "Pipeline", "MaxNumBoundingBoxes");

    /** What Python Keras does not have, and Sparsemax, whose results there are no probabilities; they have tests of their own. */
    private static final Set<String> OWN = Set.of("Keras2HardSigmoid", "LayerActivation", "Sparsemax");

    /** Wrappers of what has cases, which need functions; they have tests of their own. */
    private static final Set<String> WRAPPERS = Set.of("MeanMetricWrapper", "MultiOptimizer");

    @Test
    void everyLayerHasCases() throws IOException {
        List<String> layers = classes(Path.of("src/main/java/io/keras4j/layers"), Layer.KIND);
        assertThat(layers).hasSizeGreaterThan(90);
        String images = Files.readString(FIXTURES.resolve("image_layers.json")).replaceAll("\\s+", "");
        Set<String> few = new TreeSet<>();
        for (String layer : layers) {
            if (!PARTS.contains(layer) && cases(kerasName(layer)) < 2 && count(images, "layers", layer) == 0) {
                few.add(layer);
            }
        }
        assertThat(few).as("layers with less than two cases").isEmpty();
    }

    /** How many cases there are in the file for a layer, in one of the folders. */
    private static int cases(String layer) throws IOException {
        try (Stream<Path> folders = Files.list(FIXTURES)) {
            return folders.map(
                            folder -> FIXTURES.relativize(folder.resolve(layer)).toString())
                    .filter(subject -> Files.exists(FIXTURES.resolve(subject + ".json")))
                    .mapToInt(subject -> ((Collection<?>) Fixtures.plain(subject)).size())
                    .sum();
        }
    }

    /** Keras's class has another name than the one it is exported by. */
    private static String kerasName(String layer) {
        return layer.equals("GroupQueryAttention") ? "GroupedQueryAttention" : layer;
    }

    static Stream<Arguments> kinds() {
        Path core = CORE.resolve(FIXTURES);
        return Stream.of(
                Arguments.of("activations", Activation.KIND, List.of(FIXTURES.resolve("functions/activations.json"))),
                Arguments.of(
                        "initializers", Initializer.KIND, List.of(FIXTURES.resolve("functions/initializers.json"))),
                Arguments.of(
                        "regularizers", Regularizer.KIND, List.of(FIXTURES.resolve("functions/regularizers.json"))),
                Arguments.of("constraints", Constraint.KIND, List.of(FIXTURES.resolve("functions/constraints.json"))),
                Arguments.of("losses", Loss.KIND, List.of(core.resolve("losses.json"))),
                Arguments.of(
                        "metrics",
                        Metric.KIND,
                        List.of(core.resolve("metrics.json"), core.resolve("value_metrics.json"))),
                Arguments.of("optimizers", Optimizer.KIND, List.of(core.resolve("optimizer_cases.json"))),
                Arguments.of("schedules", LearningRateSchedule.KIND, List.of(core.resolve("schedules.json"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyClassHasCases(String packageName, Kind<?> kind, List<Path> fixtures) throws IOException {
        List<String> classes = classes(CORE.resolve("src/main/java/io/keras4j").resolve(packageName), kind);
        StringBuilder cases = new StringBuilder();
        for (Path file : fixtures) {
            cases.append(Files.readString(file).replaceAll("\\s+", ""));
        }
        assertThat(classes).hasSizeGreaterThan(3);
        assertThat(classes.stream()
                        .filter(each -> !OWN.contains(each) && !WRAPPERS.contains(each))
                        .filter(each -> count(cases.toString(), packageName, each) == 0))
                .as("classes without a case")
                .isEmpty();
    }

    private static int count(String cases, String packageName, String className) {
        String quoted = packageName.equals("activations")
                ? "\"name\":" + Json.write(Kind.snakeCase(className))
                : "\"class_name\":" + Json.write(className);
        return cases.split(Pattern.quote(quoted), -1).length - 1;
    }

    /** The classes in a folder of sources that the kind knows. */
    private static List<String> classes(Path folder, Kind<?> kind) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> kind.knows(name) || kind.knows(Kind.snakeCase(name)))
                    .sorted()
                    .toList();
        }
    }
}
