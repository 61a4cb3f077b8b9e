package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes the calls in a functional model as Keras 2 did; see {@link Nodes}. Keras 2 counts the calls of a model within the model from 1,
 * Keras 3 from 0 when it reads the same file: so each of them is written twice, as the calls 2i and 2i + 1 or 2i + 1 and 2i + 2, and what is
 * made by them refers to 2i + 1, which is the same for both.
 */
final class LegacyNodes {
    private static final String NODES = "inbound_nodes";
    /** Layers that take several tensors one by one: Keras 3 finds those after the first in calls of its own form alone. */
    private static final Set<String> SEVERAL_OPERANDS = Set.of("MultiHeadAttention", "GroupQueryAttention");

    private final Map<String, Boolean> models = new LinkedHashMap<>();

    private LegacyNodes() {}

    /** Rewrites the calls in the functional model {@code draft}. */
    static void write(Draft draft) {
        LegacyNodes nodes = new LegacyNodes();
        List<Draft> layers = draft.list("layers").stream()
                .map(each -> new Draft((Map<?, ?>) each))
                .toList();
        layers.forEach(layer -> nodes.models.put((String) layer.extras().get("name"), layer.has("layers")));
        List<Object> written = new ArrayList<>();
        for (Draft layer : layers) {
            List<Object> calls = new ArrayList<>();
            for (Object call : (List<?>) layer.extras().get(NODES)) {
                boolean ofKeras3 =
                        isOperation(layer) || SEVERAL_OPERANDS.contains(layer.className()) || hasMask((Map<?, ?>) call);
                Object old = ofKeras3 ? nodes.renumbered(call) : nodes.call((Map<?, ?>) call);
                calls.add(old);
                if (layer.has("layers")) {
                    calls.add(old);
                }
            }
            layer.extras().put(NODES, calls);
            written.add(layer.toEnvelope());
        }
        draft.put("layers", written);
        draft.put("input_layers", nodes.ends(draft.get("input_layers"), layers));
        draft.put("output_layers", nodes.ends(draft.get("output_layers"), layers));
    }

    /** Whether {@code layer} is an operation of keras.ops. */
    static boolean isOperation(Draft layer) {
        return layer.extras().get("module") instanceof String module && module.startsWith("keras.src.ops.");
    }

    /** Whether the call hands on a mask that was computed, which it only does in Keras 3. */
    private static boolean hasMask(Map<?, ?> call) {
        return ((Map<?, ?>) call.get("kwargs")).get("mask") != null;
    }

    /** A call that is written as Keras 3 does. */
    private Object renumbered(Object value) {
        if (value instanceof List<?> list) {
            List<Object> all = new ArrayList<>();
            list.forEach(each -> all.add(renumbered(each)));
            return all;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<String, Object> all = new LinkedHashMap<>();
        map.forEach((key, each) ->
                all.put(String.valueOf(key), key.equals("keras_history") ? tensor(map.get(key)) : renumbered(each)));
        return all;
    }

    private List<Object> call(Map<?, ?> call) {
        Map<String, Object> keywords = new LinkedHashMap<>();
        ((Map<?, ?>) call.get("kwargs")).forEach((key, value) -> keywords.put(String.valueOf(key), argument(value)));
        List<?> operands = (List<?>) call.get("args");
        if (operands.size() == 1 && operands.get(0) instanceof List<?> several) {
            operands = several;
        }
        List<Object> elements = new ArrayList<>();
        for (Object operand : operands) {
            List<Object> element = new ArrayList<>(tensor((Map<?, ?>) operand));
            element.add(keywords);
            elements.add(element);
        }
        return elements;
    }

    private Object argument(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(this::argument).toList();
        }
        return value instanceof Map<?, ?> map && "__keras_tensor__".equals(map.get("class_name")) ? tensor(map) : value;
    }

    private List<Object> tensor(Map<?, ?> tensor) {
        return tensor(((Map<?, ?>) tensor.get("config")).get("keras_history"));
    }

    private List<Object> tensor(Object keptHistory) {
        List<?> history = (List<?>) keptHistory;
        return reference((String) history.get(0), ((Number) history.get(1)).intValue(), history.get(2));
    }

    private List<Object> reference(String layer, int node, Object index) {
        return List.of(layer, models.get(layer) ? 2 * node + 1 : node, index);
    }

    /** Always a list of tensors, as Keras 2 had it. */
    private List<Object> ends(Object value, List<Draft> layers) {
        List<Object> ends = new ArrayList<>();
        collect((List<?>) value, layers, ends);
        return ends;
    }

    private void collect(List<?> value, List<Draft> layers, List<Object> ends) {
        if (!(value.get(0) instanceof String name)) {
            value.forEach(each -> collect((List<?>) each, layers, ends));
            return;
        }
        boolean functional = layers.stream()
                .anyMatch(layer -> layer.className().equals("Functional")
                        && name.equals(layer.extras().get("name")));
        // Keras 3 counts the calls of functional models from 1 here
        int node = ((Number) value.get(1)).intValue() - (functional ? 1 : 0);
        ends.add(reference(name, node, value.get(2)));
    }
}
