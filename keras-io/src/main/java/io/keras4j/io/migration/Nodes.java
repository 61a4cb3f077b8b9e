package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls in a functional model, which were lists: a call of {@code [[layer, node, tensor, arguments], ...]} for each tensor, or one such
 * element alone. Tensors among the arguments were {@code [layer, node, tensor]}.
 */
final class Nodes {
    private static final String NODES = "inbound_nodes";
    /** In place of a layer's name where an operand is not a tensor. */
    private static final String CONSTANT = "_CONSTANT_VALUE";

    private final Map<String, Draft> layers = new LinkedHashMap<>();
    /** The models among the layers that have a call of their own, from their inputs to their outputs, before those of this model. */
    private final Set<String> precalled = new HashSet<>();

    private Nodes(List<Object> envelopes) {
        for (Object envelope : envelopes) {
            if (Draft.isEnvelope(envelope)) {
                Draft layer = new Draft((Map<?, ?>) envelope);
                layers.put(String.valueOf(layer.extras().getOrDefault("name", layer.get("name"))), layer);
            }
        }
    }

    /** Rewrites the calls in the functional model {@code draft}, if they are lists. */
    static void migrate(Draft draft) {
        Nodes nodes = new Nodes(draft.list("layers"));
        if (nodes.layers.values().stream().anyMatch(Nodes::isOld)) {
            nodes.findPrecalled(draft);
            List<Object> migrated = new ArrayList<>();
            nodes.layers.forEach((name, layer) -> migrated.add(nodes.migrated(name, layer)));
            draft.put("layers", migrated);
            draft.put("input_layers", nodes.ends(draft.get("input_layers")));
            draft.put("output_layers", nodes.ends(draft.get("output_layers")));
        }
    }

    private static List<?> calls(Draft layer) {
        return layer.extras().get(NODES) instanceof List<?> calls ? calls : List.of();
    }

    private static boolean isOld(Draft layer) {
        return calls(layer).stream().anyMatch(List.class::isInstance);
    }

    // ---- Counting

    /** Calls of models are counted from 1, unless a model was made without its inputs. */
    private void findPrecalled(Draft model) {
        layers.forEach((name, layer) -> {
            if (layer.has("layers")) {
                precalled.add(name);
            }
        });
        layers.values().forEach(layer -> collect(calls(layer)));
        collect(model.get("output_layers"));
    }

    /** Models whose first call is number 0 have none of their own. */
    private void collect(Object value) {
        if (isTensor(value) && ((Number) ((List<?>) value).get(1)).longValue() == 0) {
            precalled.remove(((List<?>) value).get(0));
        }
        if (value instanceof List<?> list) {
            list.forEach(this::collect);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(this::collect);
        }
    }

    private boolean isTensor(Object value) {
        return value instanceof List<?> list
                && (list.size() == 3 || list.size() == 4)
                && list.get(0) instanceof String name
                && layers.containsKey(name)
                && list.get(1) instanceof Number
                && list.get(2) instanceof Number;
    }

    // ---- Calls

    private Map<String, Object> migrated(String name, Draft layer) {
        List<Object> migrated = new ArrayList<>();
        calls(layer).forEach(call -> migrated.add(call instanceof List<?> list ? call(list) : call));
        if (!layer.has("name")) {
            layer.put("name", name); // a stack of layers was a list of them, without a name
        }
        layer.extras().put("name", name);
        layer.extras().put(NODES, migrated);
        return layer.toEnvelope();
    }

    private Map<String, Object> call(List<?> old) {
        List<?> elements = old.isEmpty() || old.get(0) instanceof String ? List.of(old) : old;
        List<Object> operands = new ArrayList<>();
        Map<String, Object> keywords = new LinkedHashMap<>();
        for (Object each : elements) {
            List<?> element = (List<?>) each;
            operands.add(CONSTANT.equals(element.get(0)) ? element.get(2) : tensor(element));
            if (element.size() > 3 && element.get(3) instanceof Map<?, ?> arguments) {
                arguments.forEach((key, value) -> keywords.put(String.valueOf(key), argument(value)));
            }
        }
        Map<String, Object> call = new HashMap<>();
        call.put("args", operands.size() == 1 ? operands : List.of(operands));
        call.put("kwargs", keywords);
        return call;
    }

    private Object argument(Object value) {
        if (isTensor(value)) {
            return tensor((List<?>) value);
        }
        if (value instanceof List<?> list) {
            List<Object> migrated = new ArrayList<>();
            list.forEach(each -> migrated.add(argument(each)));
            return migrated;
        }
        return value;
    }

    private Map<String, Object> tensor(List<?> old) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("keras_history", List.of(old.get(0), node(old), old.get(2)));
        return Draft.envelope("__keras_tensor__", config);
    }

    private long node(List<?> old) {
        return ((Number) old.get(1)).longValue() - (precalled.contains(old.get(0)) ? 1 : 0);
    }

    // ---- Inputs and outputs

    private Object ends(Object value) {
        if (isTensor(value)) {
            return end((List<?>) value);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> ends = new LinkedHashMap<>();
            map.forEach((key, each) -> ends.put(String.valueOf(key), ends(each)));
            return ends;
        }
        List<Object> ends = new ArrayList<>();
        ((List<?>) value).forEach(each -> ends.add(ends(each)));
        return ends.size() == 1 ? ends.get(0) : ends;
    }

    /** Keras 3 still counts the calls of functional models from 1 here. */
    private List<Object> end(List<?> old) {
        boolean functional = List.of("Functional", "Model")
                .contains(layers.get((String) old.get(0)).className());
        return List.of(old.get(0), node(old) + (functional ? 1 : 0), old.get(2));
    }
}
