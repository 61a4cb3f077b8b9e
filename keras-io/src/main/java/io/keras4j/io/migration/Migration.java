package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Brings configurations up to date: takes what any version of Keras since 1.0 wrote and returns what Keras 3 would have written. Each old
 * spelling is a {@link Rule} in one of the tables {@link Keras1}, {@link Keras2}, {@link Training}, {@link Graphs} and {@link TensorFlowOps}; they are applied to
 * every object of a configuration in this order, outer objects first.
 */
public final class Migration {
    private static final List<Rule> RULES = Stream.of(
                    Graphs.OPERATIONS, Keras1.RULES, Keras2.RULES, Training.RULES, Graphs.RULES, TensorFlowOps.RULES)
            .flatMap(List::stream)
            .toList();
    private static final List<Rule> RULES_BEFORE_3 =
            Stream.of(RULES, Keras2.MEANINGS).flatMap(List::stream).toList();

    private final List<Rule> rules;

    private Migration(String version) {
        rules = version.startsWith("3") ? RULES : RULES_BEFORE_3;
    }

    /**
     * The configuration that Keras 3 would have written; {@code config} itself is not changed.
     *
     * @param version of Keras that wrote it, such as "2.15.0"
     */
    public static Object toKeras3(Object config, String version) {
        return new Migration(version).migrated(config);
    }

    private Object migrated(Object config) {
        if (config instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) config).forEach(each -> list.add(migrated(each)));
            return list;
        }
        return config instanceof Map<?, ?> map ? migratedMap(map) : config;
    }

    private Map<String, Object> migratedMap(Map<?, ?> config) {
        Map<?, ?> map = Draft.isEnvelope(config) ? envelope(config) : config;
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(String.valueOf(key), migrated(value)));
        return result;
    }

    /**
     * The configuration of a model with that of its training, which legacy files keep apart.
     *
     * @param model what such a file calls {@code model_config}
     * @param training what it calls {@code training_config}; null for a model that was not compiled
     * @param version of Keras that wrote them
     */
    public static Map<String, Object> toKeras3(Map<?, ?> model, Map<?, ?> training, String version) {
        Migration migration = new Migration(version);
        Map<String, Object> migrated = migration.migratedMap(model);
        if (training != null) {
            migrated.put(
                    "compile_config",
                    migration.migratedMap(Training.compileConfig(training, Graphs.outputNames(migrated))));
        }
        return migrated;
    }

    private Map<String, Object> envelope(Map<?, ?> envelope) {
        Draft draft = new Draft(envelope);
        rules.forEach(rule -> rule.apply(draft));
        return draft.toEnvelope();
    }
}
