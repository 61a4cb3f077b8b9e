package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;
import static io.keras4j.io.migration.Rule.onAny;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What older versions wrote about training: optimizers, losses and metrics. */
final class Training {
    private static final String[] OPTIMIZERS = {
        "SGD", "RMSprop", "Adam", "AdamW", "Adadelta", "Adagrad", "Adamax", "Nadam", "Ftrl", "Lion", "Adafactor"
    };

    private static final String[] SCHEDULES = {
        "CosineDecay",
        "CosineDecayRestarts",
        "ExponentialDecay",
        "InverseTimeDecay",
        "PiecewiseConstantDecay",
        "PolynomialDecay"
    };

    static final List<Rule> RULES = List.of(
            onAny().then(Training::withoutPackage),
            on(OPTIMIZERS)
                    .rename("lr", "learning_rate")
                    .then(Training::decay)
                    .dropWhere("is_legacy_optimizer", false, true)
                    .drop("jit_compile")
                    .dropWhere("clipnorm", (Object) null)
                    .dropWhere("clipvalue", (Object) null),
            on("Nadam").drop("schedule_decay"),
            on(SCHEDULES).dropWhere("name", (Object) null),
            on("RMSprop", "Adagrad", "Adadelta", "Adam", "Adamax", "Nadam").dropWhere("epsilon", (Object) null),
            on("LossFunctionWrapper", "MeanMetricWrapper").then(Training::unwrap),
            onAny().replace("reduction", "auto", "sum_over_batch_size").then(Training::withoutFunction));

    private Training() {}

    /** Optimizers were registered like a user's own classes. */
    private static void withoutPackage(Draft draft) {
        for (String name : OPTIMIZERS) {
            if (draft.className().equals("Custom>" + name)) {
                draft.className(name);
            }
        }
    }

    /** The learning rate could fall with the number of updates, as it does with a schedule now. */
    private static void decay(Draft draft) {
        Object decay = draft.remove("decay");
        if (decay instanceof Number rate && rate.doubleValue() != 0) {
            Map<String, Object> schedule = new LinkedHashMap<>();
            schedule.put("initial_learning_rate", draft.get("learning_rate"));
            schedule.put("decay_steps", 1L);
            schedule.put("decay_rate", decay);
            draft.put("learning_rate", Draft.envelope("InverseTimeDecay", schedule));
        }
    }

    /** Losses and metrics made of a function are known under its name. */
    private static void unwrap(Draft draft) {
        Object function = draft.remove("fn");
        Object name = function instanceof Map<?, ?> envelope ? envelope.get("config") : function;
        if (name instanceof String) {
            draft.className((String) name);
        }
    }

    /** Losses and metrics named their function although their class says it. */
    private static void withoutFunction(Draft draft) {
        if (draft.has("fn") && draft.has("name")) {
            draft.remove("fn");
        }
    }

    /**
     * The arguments of compile, as Keras 3 has them, of what legacy files call the training configuration.
     *
     * @param outputs the names of the outputs of the model
     */
    static Map<String, Object> compileConfig(Map<?, ?> training, List<String> outputs) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("optimizer", training.get("optimizer_config"));
        config.put("loss", training.get("loss"));
        config.put("loss_weights", training.get("loss_weights"));
        config.put("metrics", metrics(training.get("metrics"), outputs));
        config.put("weighted_metrics", metrics(training.get("weighted_metrics"), outputs));
        return config;
    }

    /** Metrics were a list, for all outputs, or a list for each output, with names that began with that of the output. */
    private static Object metrics(Object value, List<String> outputs) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            return value;
        }
        boolean perOutput = list.stream().anyMatch(List.class::isInstance);
        if (outputs.size() == 1) {
            return perOutput ? given((List<?>) list.get(0)) : list;
        }
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < outputs.size(); i++) {
            List<?> own = perOutput ? (List<?>) list.get(i) : list;
            String prefix = outputs.get(i) + "_";
            all.add(given(own).stream()
                    .map(metric -> withoutPrefix(metric, prefix))
                    .toList());
        }
        return all;
    }

    private static List<Object> given(List<?> metrics) {
        List<Object> given = new ArrayList<>(metrics);
        given.removeIf(Objects::isNull);
        return given;
    }

    private static Object withoutPrefix(Object metric, String prefix) {
        if (!Draft.isEnvelope(metric)) {
            return metric;
        }
        Draft draft = new Draft((Map<?, ?>) metric);
        if (draft.get("name") instanceof String name && name.startsWith(prefix)) {
            draft.put("name", name.substring(prefix.length()));
        }
        return draft.toEnvelope();
    }
}
