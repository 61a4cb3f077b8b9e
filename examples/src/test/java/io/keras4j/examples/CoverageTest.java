package io.keras4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.Keras;
import io.keras4j.activations.Activation;
import io.keras4j.config.Codecs;
import io.keras4j.config.Json;
import io.keras4j.config.Kind;
import io.keras4j.constraints.Constraint;
import io.keras4j.datasets.Downloads;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.Initializer;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.models.Model;
import io.keras4j.ops.ImageOps;
import io.keras4j.ops.Ops;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.plots.Plots;
import io.keras4j.preprocessing.Preprocessing;
import io.keras4j.quantizers.QuantizationConfig;
import io.keras4j.quantizers.Quantizer;
import io.keras4j.quantizers.Quantizers;
import io.keras4j.random.Random;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.schedules.LearningRateSchedule;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Which of Keras's public names are here: what the catalogs, classes and methods know of the names that src/test/python/names.py wrote. For
 * every other one keras-names-left-out.json holds a reason. docs/coverage.md is made of both; with {@code -Dcoverage.write=true} this test
 * writes it, and drops from the reasons what is here by now.
 */
class CoverageTest {
    private static final Path RESOURCES = Path.of("src/test/resources");
    private static final Path LEFT_OUT = RESOURCES.resolve("keras-names-left-out.json");
    private static final Path PAGE = Path.of("../docs/coverage.md");
    private static final boolean WRITES = Boolean.getBoolean("coverage.write");

    /** Whether a name of each module is here. */
    private static final Map<String, Predicate<String>> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("keras.layers", kind(Layer.KIND).or(type("layers", "engine")));
        MODULES.put("keras.activations", kind(Activation.KIND));
        MODULES.put("keras.initializers", kind(Initializer.KIND).or(type("initializers")));
        MODULES.put("keras.regularizers", kind(Regularizer.KIND).or(type("regularizers")));
        MODULES.put("keras.constraints", kind(Constraint.KIND).or(type("constraints")));
        MODULES.put("keras.losses", kind(Loss.KIND).or(type("losses")));
        MODULES.put("keras.metrics", kind(Metric.KIND).or(type("metrics")));
        MODULES.put("keras.optimizers", kind(Optimizer.KIND).or(type("optimizers")));
        MODULES.put(
                "keras.optimizers.schedules", kind(LearningRateSchedule.KIND).or(type("schedules")));
        MODULES.put("keras.callbacks", type("callbacks", "training"));
        MODULES.put("keras.ops", method(Ops.class));
        MODULES.put("keras.ops.image", method(ImageOps.class));
        MODULES.put("keras.models", type("models").or(method(Model.class)));
        MODULES.put(
                "keras.utils",
                type("data", "training")
                        .or(method(Keras.class))
                        .or(method(Preprocessing.class))
                        .or(method(Plots.class))
                        .or(method(Downloads.class)));
        MODULES.put("keras.random", method(Random.class).or(type("random")));
        MODULES.put(
                "keras.quantizers",
                kind(Quantizer.KIND)
                        .or(kind(QuantizationConfig.KIND))
                        .or(type("quantizers"))
                        .or(method(Quantizers.class)));
        MODULES.put("keras.dtype_policies", type("engine"));
    }

    private static Predicate<String> kind(Kind<?> kind) {
        return kind::knows;
    }

    /** A public class of this name in one of these packages. */
    private static Predicate<String> type(String... packages) {
        return name -> Arrays.stream(packages).anyMatch(each -> {
            try {
                Class<?> found = Class.forName("io.keras4j." + each + "." + name);
                return Modifier.isPublic(found.getModifiers());
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                return false;
            }
        });
    }

    /** A public method of this class, whose name is the one in Java's style. */
    private static Predicate<String> method(Class<?> type) {
        return name -> Arrays.stream(type.getMethods())
                .anyMatch(method -> method.getName().equals(camelCase(name)));
    }

    private static String camelCase(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(
                    camel.length() == 0 ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    @Test
    void thePageSaysWhatIsHere() throws Exception {
        Map<String, Object> keras =
                Codecs.map().decode(Json.read(Files.readString(RESOURCES.resolve("keras-names.json"))));
        Map<String, Object> reasons = Codecs.map().decode(Json.read(Files.readString(LEFT_OUT)));
        Map<String, Object> names = Codecs.map().decode(keras.get("names"));
        assertThat(names.keySet()).isEqualTo(MODULES.keySet());
        StringBuilder page = new StringBuilder(head((String) keras.get("version")));
        Map<String, Object> kept = new LinkedHashMap<>();
        Map<String, Set<String>> unexplained = new LinkedHashMap<>();
        for (String module : MODULES.keySet()) {
            Coverage coverage = new Coverage(
                    module, strings(names.get(module)), Codecs.map().decode(reasons.get(module)));
            page.append(coverage.section());
            kept.put(module, coverage.reasons());
            if (!coverage.unexplained().isEmpty()) {
                unexplained.put(module, coverage.unexplained());
            }
        }
        assertThat(unexplained)
                .as("names that are not here and for which %s has no reason", LEFT_OUT)
                .isEmpty();
        if (WRITES) {
            Files.writeString(PAGE, page);
            Files.writeString(LEFT_OUT, lines(kept));
            return;
        }
        assertThat(Files.readString(PAGE))
                .as(
                        "docs/coverage.md is out of date; to write it anew: ./mvnw -pl examples -am test -Dtest=CoverageTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dcoverage.write=true")
                .isEqualTo(page.toString());
        assertThat(reasons)
                .as("reasons for names that are here by now, which -Dcoverage.write=true drops")
                .isEqualTo(kept);
    }

    /** JSON with a line for each module. */
    private static String lines(Map<String, Object> modules) {
        return modules.entrySet().stream()
                .map(entry -> Json.write(entry.getKey()) + ": " + Json.write(entry.getValue()))
                .collect(Collectors.joining(",\n", "{\n", "\n}\n"));
    }

    private static String head(String version) {
        return """
                # What of Keras is here

                The public names of Keras %s, and which of them this library has, under the same name: classes as classes, functions as
                methods in Java's style (`one_hot` is `oneHot`). `CoverageTest` in [examples](../examples/README.md) makes this page from the
                library's own catalogs, classes and methods, and fails when it is out of date.
                """.formatted(version);
    }

    private static List<String> strings(Object list) {
        return Codecs.list(Codecs.string()).decode(list);
    }

    /** One module: the names that are here, and the others by the reason why they are not. */
    private static final class Coverage {
        private final String module;
        private final Set<String> here = new TreeSet<>();
        private final Set<String> unexplained = new TreeSet<>();
        private final Map<String, List<String>> leftOut = new TreeMap<>();

        Coverage(String module, List<String> names, Map<String, Object> reasons) {
            this.module = module;
            for (String name : names) {
                (MODULES.get(module).test(name) ? here : unexplained).add(name);
            }
            reasons.forEach((reason, excused) -> {
                List<String> missing = new ArrayList<>(strings(excused));
                missing.retainAll(unexplained);
                if (!missing.isEmpty()) {
                    leftOut.put(reason, missing);
                }
            });
            leftOut.values().forEach(unexplained::removeAll);
        }

        Set<String> unexplained() {
            return unexplained;
        }

        Map<String, Object> reasons() {
            return new LinkedHashMap<>(leftOut);
        }

        String section() {
            int missing = leftOut.values().stream().mapToInt(List::size).sum();
            StringBuilder section = new StringBuilder("\n## " + module + "\n\n");
            section.append("Here, ")
                    .append(here.size())
                    .append(" of ")
                    .append(here.size() + missing)
                    .append(": ");
            section.append(code(here)).append(".\n");
            if (missing > 0) {
                section.append("\n| not here | why |\n| --- | --- |\n");
                leftOut.forEach((reason, names) -> section.append("| ")
                        .append(code(names))
                        .append(" | ")
                        .append(reason)
                        .append(" |\n"));
            }
            return section.toString();
        }

        private static String code(Iterable<String> names) {
            return "`" + String.join("`, `", names) + "`";
        }
    }
}
