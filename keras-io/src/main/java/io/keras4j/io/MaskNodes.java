package io.keras4j.io;

import io.keras4j.config.Codecs;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what Keras's configurations say of masks that layers hand on: the ops that compute them are nodes of the model there, and
 * the masks arguments of calls. Here masks go with tensors, so that layers make them anew when they are called. A mask that is an input, or
 * what a layer gives, stays.
 */
final class MaskNodes {
    private static final String OPS = "keras.src.ops.";

    private final List<Map<String, Object>> layers = new ArrayList<>();
    private final Set<String> dropped = new HashSet<>();

    private MaskNodes(List<Object> envelopes, Object outputs) {
        envelopes.forEach(envelope -> layers.add(Codecs.map().decode(envelope)));
        Set<String> needed = new HashSet<>();
        collectStrings(outputs, needed);
        for (int before = -1; before < needed.size(); ) {
            before = needed.size();
            for (Map<String, Object> layer : layers) {
                if (!isOp(layer) || needed.contains(layer.get("name"))) {
                    nodes(layer).forEach(node -> collectSources(withoutMask(node), needed));
                }
            }
        }
        for (Map<String, Object> layer : layers) {
            if (isOp(layer) && !needed.contains(layer.get("name"))) {
                dropped.add(String.valueOf(layer.get("name")));
            }
        }
    }

    /** The configuration of a functional model without them; any other as it is. */
    static Map<?, ?> removeFrom(Map<?, ?> config) {
        if (!(config.get("layers") instanceof List) || !config.containsKey("output_layers")) {
            return config;
        }
        MaskNodes masks =
                new MaskNodes(Codecs.list(Codecs.plain()).decode(config.get("layers")), config.get("output_layers"));
        if (masks.dropped.isEmpty()) {
            return config;
        }
        List<Map<String, Object>> kept = new ArrayList<>();
        for (Map<String, Object> layer : masks.layers) {
            if (!masks.dropped.contains(layer.get("name"))) {
                List<Object> nodes = new ArrayList<>();
                nodes(layer).forEach(node -> nodes.add(masks.hasImpliedMask(node) ? withoutMask(node) : node));
                layer.put("inbound_nodes", nodes);
                kept.add(layer);
            }
        }
        Map<String, Object> rest = Codecs.map().decode(config);
        rest.put("layers", kept);
        return rest;
    }

    private static boolean isOp(Map<String, Object> layer) {
        return String.valueOf(layer.get("module")).startsWith(OPS);
    }

    private static List<Map<String, Object>> nodes(Map<String, Object> layer) {
        return Codecs.list(Codecs.map()).decode(layer.get("inbound_nodes"));
    }

    private boolean hasImpliedMask(Map<String, Object> node) {
        Set<String> sources = new HashSet<>();
        collectSources(Codecs.map().decode(node.get("kwargs")).get("mask"), sources);
        return sources.stream().anyMatch(dropped::contains);
    }

    private static Map<String, Object> withoutMask(Map<String, Object> node) {
        Map<String, Object> arguments = Codecs.map().decode(node.get("kwargs"));
        arguments.remove("mask");
        Map<String, Object> copy = new LinkedHashMap<>(node);
        copy.put("kwargs", arguments);
        return copy;
    }

    /** Adds the names of the layers that give the tensors in {@code value}. */
    private static void collectSources(Object value, Set<String> names) {
        if (value instanceof List<?> list) {
            list.forEach(each -> collectSources(each, names));
        } else if (value instanceof Map<?, ?> map && map.containsKey("keras_history")) {
            collectStrings(map.get("keras_history"), names);
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collectSources(each, names));
        }
    }

    private static void collectStrings(Object value, Set<String> strings) {
        if (value instanceof String text) {
            strings.add(text);
        } else if (value instanceof List<?> list) {
            list.forEach(each -> collectStrings(each, strings));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(each -> collectStrings(each, strings));
        }
    }
}
