package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings configurations up to date: takes what any version of Keras since 1.0 wrote and returns what Keras 3 would have written. Each old
 * spelling is a {@link Rule} in one of the tables {@link Keras1}, {@link Keras2}, {@link Training} and {@link Graphs}; they are applied to
 * every object of a configuration in this order, outer objects first.
 */
public final class Migration {
    private static final List<List<Rule>> TABLES = List.of(Keras1.RULES, Keras2.RULES, Training.RULES, Graphs.RULES);

    private Migration() {}

    /** The configuration that Keras 3 would have written; {@code config} itself is not changed. */
    public static Object toKeras3(Object config) {
        if (config instanceof List) {
            List<Object> list = new ArrayList<>();
            ((List<?>) config).forEach(each -> list.add(toKeras3(each)));
            return list;
        }
        return config instanceof Map<?, ?> map ? mapToKeras3(map) : config;
    }

    private static Map<String, Object> mapToKeras3(Map<?, ?> config) {
        Map<?, ?> map = Draft.isEnvelope(config) ? migrated(config) : config;
        Map<String, Object> result = new LinkedHashMap<>();
        map.forEach((key, value) -> result.put(String.valueOf(key), toKeras3(value)));
        return result;
    }

    /**
     * The configuration of a model with that of its training, which legacy files keep apart.
     *
     * @param model what such a file calls {@code model_config}
     * @param training what it calls {@code training_config}; null for a model that was not compiled
     */
    public static Map<String, Object> toKeras3(Map<?, ?> model, Map<?, ?> training) {
        Map<String, Object> migrated = mapToKeras3(model);
        if (training != null) {
            migrated.put("compile_config", mapToKeras3(Training.compileConfig(training, Graphs.outputNames(migrated))));
        }
        return migrated;
    }

    private static Map<String, Object> migrated(Map<?, ?> envelope) {
        Draft draft = new Draft(envelope);
        TABLES.forEach(table -> table.forEach(rule -> rule.apply(draft)));
        return draft.toEnvelope();
    }
}
