package io.keras4j.layers;

import static org.assertj.core.api.Assertions.assertThat;

import io.keras4j.activations.Activation;
import io.keras4j.config.Argument;
import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.constraints.Constraint;
import io.keras4j.engine.Layer;
import io.keras4j.initializers.Initializer;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import io.keras4j.optimizers.Optimizer;
import io.keras4j.regularizers.Regularizer;
import io.keras4j.schedules.LearningRateSchedule;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every class has Keras's arguments with Keras's defaults: those that src/test/python/signatures.py found. */
class SignaturesTest {
    private static final Map<String, Kind<?>> KINDS = new LinkedHashMap<>();

    /** What has null as its default in Python, which means a dtype that depends on others, or is refused by the constructor. */
    private static final Set<String> NO_DEFAULTS = Set.of("dtype", "num_tokens");

    static {
        KINDS.put("layers", Layer.KIND);
        KINDS.put("activations", Activation.KIND);
        KINDS.put("initializers", Initializer.KIND);
        KINDS.put("regularizers", Regularizer.KIND);
        KINDS.put("constraints", Constraint.KIND);
        KINDS.put("losses", Loss.KIND);
        KINDS.put("metrics", Metric.KIND);
        KINDS.put("optimizers", Optimizer.KIND);
        KINDS.put("schedules", LearningRateSchedule.KIND);
    }

    @TestFactory
    Stream<DynamicTest> argumentsAndDefaults() {
        Map<String, Object> signatures = map(Fixtures.plain("signatures"));
        assertThat(signatures.keySet()).isEqualTo(KINDS.keySet());
        return KINDS.entrySet().stream()
                .flatMap(kind -> map(signatures.get(kind.getKey())).entrySet().stream()
                        .filter(signature -> kind.getValue().knows(signature.getKey()))
                        .map(signature -> DynamicTest.dynamicTest(
                                kind.getKey() + " " + signature.getKey(),
                                () -> assertThat(differences(
                                                kind.getKey(), signature.getKey(), map(signature.getValue())))
                                        .isEmpty())));
    }

    private static List<String> differences(String kind, String name, Map<String, Object> signature) throws Exception {
        Configurable blank = blank(kind, name);
        Map<String, Argument<?>> arguments = arguments(blank);
        List<String> differences = new ArrayList<>();
        signature.forEach((key, standard) -> {
            if (NO_DEFAULTS.contains(key)) {
                return;
            }
            Argument<?> argument = arguments.get(key);
            if (argument == null) {
                if (!hasSetter(blank, key)) {
                    differences.add(key + " is missing");
                }
            } else if (standard instanceof Map<?, ?> special) {
                if (special.containsKey("required") && argument.isGiven()) {
                    differences.add(key + " is required, has the default " + argument.get());
                }
            } else if (!argument.isGiven()) {
                differences.add(key + " has the default " + standard + ", is required here");
            } else {
                Object before = argument.get();
                String shown = blank.toString();
                argument.initialize(standard);
                if (!Objects.equals(before, argument.get()) && !shown.equals(blank.toString())) {
                    differences.add(key + " has the default " + standard + ", here " + before);
                }
            }
        });
        return differences;
    }

    private static Configurable blank(String kind, String name) throws ReflectiveOperationException {
        String className = kind.equals("activations") ? camelCase("_" + name) : name;
        Constructor<?> constructor =
                Class.forName("io.keras4j." + kind + "." + className).getDeclaredConstructor();
        constructor.setAccessible(true);
        return (Configurable) constructor.newInstance();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Argument<?>> arguments(Configurable object) throws ReflectiveOperationException {
        Field field = Configurable.class.getDeclaredField("arguments");
        field.setAccessible(true);
        return (Map<String, Argument<?>>) field.get(object);
    }

    private static boolean hasSetter(Configurable object, String key) {
        return Arrays.stream(object.getClass().getMethods())
                .anyMatch(method -> method.getName().equals(camelCase(key)) && method.getParameterCount() == 1);
    }

    private static String camelCase(String key) {
        StringBuilder camel = new StringBuilder();
        for (String word : key.split("_")) {
            camel.append(
                    camel.length() == 0 && !key.startsWith("_") || word.isEmpty()
                            ? word
                            : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
