package io.keras4j.io.migration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The envelope of an object while {@link Rule}s change it: its class and its arguments. */
final class Draft {
    private static final String CLASS = "class_name";
    private static final String CONFIG = "config";

    private final Map<String, Object> envelope = new LinkedHashMap<>();
    private final Map<String, Object> arguments = new LinkedHashMap<>();

    /** A copy of {@code envelope}, whose config may be a map or, as that of old Sequential models, a list of layers. */
    Draft(Map<?, ?> envelope) {
        envelope.forEach((key, value) -> this.envelope.put(String.valueOf(key), value));
        Object config = envelope.get(CONFIG);
        if (config instanceof Map) {
            ((Map<?, ?>) config).forEach((key, value) -> arguments.put(String.valueOf(key), value));
        } else if (config instanceof List) {
            arguments.put("layers", config);
        }
    }

    /** Whether {@code value} is an envelope. */
    static boolean isEnvelope(Object value) {
        return value instanceof Map
                && ((Map<?, ?>) value).get(CLASS) instanceof String
                && (((Map<?, ?>) value).get(CONFIG) instanceof Map || ((Map<?, ?>) value).get(CONFIG) instanceof List);
    }

    /** An envelope of {@code className} with these arguments. */
    static Map<String, Object> envelope(String className, Map<String, Object> arguments) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put(CLASS, className);
        envelope.put(CONFIG, arguments);
        return envelope;
    }

    String className() {
        return (String) envelope.get(CLASS);
    }

    /** Makes this an object of another class, one of Keras's own. */
    void className(String name) {
        envelope.put(CLASS, name);
        envelope.remove("module");
        envelope.remove("registered_name");
    }

    /** What is beside the class and its arguments, such as {@code inbound_nodes}. */
    Map<String, Object> extras() {
        return envelope;
    }

    boolean has(String key) {
        return arguments.containsKey(key);
    }

    Object get(String key) {
        return arguments.get(key);
    }

    Object remove(String key) {
        return arguments.remove(key);
    }

    void put(String key, Object value) {
        arguments.put(key, value);
    }

    /** The list {@code key}, empty when there is none. */
    List<Object> list(String key) {
        return arguments.get(key) instanceof List ? new ArrayList<>((List<?>) arguments.get(key)) : List.of();
    }

    /** Takes the arguments {@code keys} away and returns them as a list; null unless all are there. */
    List<Object> removeAll(String... keys) {
        if (!arguments.keySet().containsAll(Arrays.asList(keys))) {
            return null;
        }
        List<Object> values = new ArrayList<>();
        for (String key : keys) {
            values.add(arguments.remove(key));
        }
        return values;
    }

    Map<String, Object> arguments() {
        return arguments;
    }

    Map<String, Object> toEnvelope() {
        Map<String, Object> result = new LinkedHashMap<>(envelope);
        result.put(CONFIG, arguments);
        return result;
    }
}
