package io.keras4j.io.migration;

import io.keras4j.config.Configurable;
import io.keras4j.config.Kind;
import io.keras4j.losses.Loss;
import io.keras4j.metrics.Metric;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes configurations as Keras 2 wrote them, which Keras 3 reads too: the opposite of {@link Migration}. Arguments that Keras 2 does not
 * know are left out where they change nothing.
 */
public final class LegacyConfig {
    /** What an argument says where it might as well be left out. */
    private record Idle(String key, Object value) {}

    private static final Set<Idle> IDLE = Set.of(
            new Idle("optional", false),
            new Idle("quantization_config", null),
            new Idle("synchronized", false),
            new Idle("renorm", false),
            new Idle("seed", null),
            new Idle("input_axes", null),
            new Idle("output_axes", null),
            new Idle("rms_scaling", false),
            new Idle("score_mode", "dot"), // Keras 3 takes this for the name of a function when it reads such a file
            new Idle("flash_attention", null),
            new Idle("use_gate", false),
            new Idle("use_cudnn", "auto"),
            new Idle("loss_scale_factor", null),
            new Idle("gradient_accumulation_steps", null),
            new Idle("weight_decay", null),
            new Idle("clipnorm", null),
            new Idle("clipvalue", null),
            new Idle("global_clipnorm", null),
            new Idle("use_ema", false));
    /** Arguments that mean something only when another one is there. */
    private static final Map<String, String> DEPENDENT = Map.of(
            "ema_momentum", "use_ema",
            "ema_overwrite_frequency", "use_ema",
            "renorm_clipping", "renorm",
            "renorm_momentum", "renorm");

    /** The mark on a layer within a layer. */
    private static final String INSIDE = "inside";

    /** Metrics whose meaning depends on the output. */
    private static final Set<String> BY_OUTPUT = Set.of("accuracy", "acc", "crossentropy", "ce");

    private static final List<Rule> RULES = List.of(
            Rule.onAny().then(LegacyConfig::withoutIdle),
            Rule.on("InputLayer").rename("batch_shape", "batch_input_shape"),
            Rule.on("LeakyReLU").rename("negative_slope", "alpha"),
            Rule.on("ZeroPadding1D").dropWhere("data_format", "channels_last"), // which Keras 2 does not know
            Rule.on("GroupQueryAttention").becomes("GroupedQueryAttention"), // what Keras 3 calls the class itself
            Rule.on("Sequential").drop("dtype", "trainable"),
            Rule.on("Functional").then(LegacyNodes::write));

    private LegacyConfig() {}

    /** What {@code .h5} files call {@code model_config}, for the envelope of a model. */
    public static Map<String, Object> model(Map<String, Object> envelope) {
        return object(envelope);
    }

    /** What {@code .h5} files call {@code training_config}, for the envelope of a model that is compiled. */
    public static Map<String, Object> training(Map<String, Object> envelope) {
        Map<?, ?> compile = (Map<?, ?>) envelope.get("compile_config");
        Map<String, Object> training = new LinkedHashMap<>();
        training.put("loss", value(objects(compile.get("loss"), Loss.KIND)));
        training.put("metrics", value(objects(compile.get("metrics"), Metric.KIND)));
        training.put("weighted_metrics", value(objects(compile.get("weighted_metrics"), Metric.KIND)));
        training.put("loss_weights", compile.get("loss_weights"));
        training.put("optimizer_config", value(compile.get("optimizer")));
        return training;
    }

    /** {@code value} with objects in place of names, many of which Keras 3 does not find when it reads such a file. */
    private static <T extends Configurable> Object objects(Object value, Kind<T> kind) {
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(objects(each, kind)));
            return all;
        }
        if (value instanceof Map<?, ?> map && !Draft.isEnvelope(map)) {
            Map<String, Object> all = new LinkedHashMap<>();
            map.forEach((key, each) -> all.put(String.valueOf(key), objects(each, kind)));
            return all;
        }
        return value instanceof String name && kind.knows(name) && !BY_OUTPUT.contains(name)
                ? kind.envelope(kind.get(name))
                : value;
    }

    private static Object value(Object value) {
        if (value instanceof List<?> list) {
            List<Object> written = new ArrayList<>();
            list.forEach(each -> written.add(value(each)));
            return written;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        if ("DTypePolicy".equals(map.get("class_name"))) {
            return ((Map<?, ?>) map.get("config")).get("name");
        }
        if (Draft.isEnvelope(map)) {
            return object(map);
        }
        Map<String, Object> written = new LinkedHashMap<>();
        map.forEach((key, each) -> written.put(String.valueOf(key), value(each)));
        return written;
    }

    /** Where an object is defined was not written, only that it is one of a user's own. */
    private static Map<String, Object> object(Map<?, ?> envelope) {
        Draft draft = new Draft(envelope);
        RULES.forEach(rule -> rule.apply(draft));
        boolean own = draft.extras().get("registered_name") instanceof String name && name.contains(">");
        Map<String, Object> arguments = new LinkedHashMap<>();
        draft.arguments().forEach((key, each) -> arguments.put(key, value(key.equals("layers") ? each : inside(each))));
        Map<String, Object> written =
                Draft.envelope(own ? (String) draft.extras().get("registered_name") : draft.className(), arguments);
        boolean byModule = LegacyNodes.isOperation(draft)
                || isSchedule(draft)
                || draft.extras().containsKey(INSIDE);
        if (byModule) { // Keras 3 finds these by the module alone
            written.put("module", draft.extras().get("module"));
            written.put("registered_name", draft.extras().get("registered_name"));
        }
        for (String key : List.of("name", "inbound_nodes", "shared_object_id")) {
            if (draft.extras().containsKey(key)) {
                written.put(key, draft.extras().get(key));
            }
        }
        return written;
    }

    /** {@code value} with a mark on the layers in it, which are within a layer that is no model. */
    private static Object inside(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(LegacyConfig::inside).toList();
        }
        boolean layer = Draft.isEnvelope(value)
                && ((Map<?, ?>) value).get("module") instanceof String module
                && (module.equals("keras")
                        || module.startsWith("keras.layers")
                        || module.startsWith("keras.src.models"));
        if (!layer) {
            return value;
        }
        Map<Object, Object> marked = new LinkedHashMap<>((Map<?, ?>) value);
        marked.put(INSIDE, true);
        return marked;
    }

    private static boolean isSchedule(Draft draft) {
        return draft.extras().get("module") instanceof String module && module.startsWith("keras.optimizers.schedules");
    }

    private static void withoutIdle(Draft draft) {
        Map<String, Object> arguments = draft.arguments();
        arguments.entrySet().removeIf(each -> IDLE.contains(new Idle(each.getKey(), each.getValue())));
        arguments.keySet().removeIf(key -> DEPENDENT.containsKey(key) && !arguments.containsKey(DEPENDENT.get(key)));
    }
}
