package io.keras4j.io.migration;

import static io.keras4j.io.migration.Rule.on;
import static io.keras4j.io.migration.Rule.onAny;

import io.keras4j.engine.OpLayer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How older versions wrote the connections between layers: in models, and so before the layers in them are changed. */
final class Graphs {
    /** Before anything has another name: the classes of operations may be those of layers too. */
    static final List<Rule> OPERATIONS = List.of(onAny().then(Graphs::withModule));

    static final List<Rule> RULES = List.of(
            on("Model").then(draft -> {
                if (draft.has("input_layers")) {
                    draft.className("Functional");
                }
            }),
            on("Functional").then(Nodes::migrate),
            on("Sequential").then(MergedStacks::migrate),
            on("Sequential").then(Graphs::beginWithInput),
            onAny().drop("batch_input_shape"));

    private Graphs() {}

    /** Operations of keras.ops, which Keras 3 writes into .h5 files like layers, and does not find again itself. */
    private static void withModule(Draft draft) {
        boolean called = draft.extras().get("inbound_nodes") instanceof List<?> calls
                && !calls.isEmpty()
                && calls.get(0) instanceof Map;
        boolean layer =
                draft.has("trainable") || draft.has("layers") || draft.extras().containsKey("module");
        if (called && !layer && OpLayer.knows(Map.of("class_name", draft.className()))) {
            draft.extras().put("module", OperationModules.of(draft.className()));
            draft.extras().put("registered_name", draft.className());
        }
    }

    /** The first layer told the shape of the input. */
    private static void beginWithInput(Draft draft) {
        List<Object> layers = draft.list("layers");
        if (layers.isEmpty() || !Draft.isEnvelope(layers.get(0))) {
            return;
        }
        Draft first = new Draft((Map<?, ?>) layers.get(0));
        Object shape = first.get("batch_input_shape");
        if (first.className().equals("InputLayer") || shape == null) {
            return;
        }
        Object dtype = first.has("input_dtype") ? first.get("input_dtype") : first.get("dtype");
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("batch_shape", shape);
        input.put("dtype", dtype instanceof String name && !name.startsWith("mixed_") ? name : "float32");
        List<Object> all = new ArrayList<>();
        all.add(Draft.envelope("InputLayer", input));
        all.addAll(layers);
        draft.put("layers", all);
    }

    /** The names of the layers whose outputs are those of the model that {@code envelope} describes; one without a name for a stack. */
    static List<String> outputNames(Map<String, Object> envelope) {
        Object outputs = new Draft(envelope).get("output_layers");
        List<String> names = new ArrayList<>();
        collectNames(outputs instanceof Map<?, ?> map ? new TreeMap<>(map).values() : outputs, names);
        return names.isEmpty() ? List.of("") : names;
    }

    private static void collectNames(Object outputs, List<String> names) {
        if (outputs instanceof Iterable<?> all) {
            for (Object each : all) {
                if (each instanceof String) {
                    names.add((String) each);
                    return;
                }
                collectNames(each, names);
            }
        }
    }
}
