package io.keras4j.engine;

import io.keras4j.config.Codecs;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An operation of <a href="https://keras.io/api/ops/">keras.ops</a> as Keras's files hold it: a class with its configuration, and what it
 * is called with.
 *
 * @param module the part of {@code keras.src.ops} that has the class, such as {@code numpy}
 * @param config the configuration, without the name
 * @param arguments plain data in which {@link #INPUT} stands for each of the tensors that the operation is applied to
 * @param keywords arguments by name, plain data
 */
record Operation(
        String module,
        String className,
        Map<String, Object> config,
        List<Object> arguments,
        Map<String, Object> keywords) {
    /** Where a tensor goes. */
    static final Object INPUT = new Object();

    private static final String PACKAGE = "keras.src.ops.";

    static boolean isEnvelope(Map<?, ?> envelope) {
        return envelope.get("module") instanceof String module && module.startsWith(PACKAGE);
    }

    Operation(String module, String className, Map<String, Object> config, List<Object> arguments) {
        this(module, className, config, arguments, Map.of());
    }

    /** The operation that {@code envelope} describes, called as {@code node} says. */
    static Operation of(Map<String, Object> envelope, Map<String, Object> node) {
        String module = Codecs.string().decode(envelope.get("module")).substring(PACKAGE.length());
        Map<String, Object> config = new LinkedHashMap<>(Codecs.map().decode(envelope.get("config")));
        config.remove("name");
        String className = Codecs.string().decode(envelope.get("class_name"));
        List<Object> constants = Codecs.list(Codecs.plain()).decode(node.get("args")).stream()
                .map(Operation::withoutTensors)
                .toList();
        Map<String, Object> keywords = Codecs.map().decode(node.get("kwargs"));
        keywords.values().forEach(Operation::checkPlain);
        return new Operation(module, className, config, constants, keywords);
    }

    private static void checkPlain(Object keyword) {
        if (!tensorsIn(keyword).isEmpty()) {
            throw Codecs.unexpected("no tensors among the keyword arguments of an operation", keyword);
        }
    }

    /** The envelope of the operation under this name. */
    Map<String, Object> envelope(String name) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name);
        named.putAll(config);
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("module", PACKAGE + module);
        envelope.put("class_name", className);
        envelope.put("config", named);
        envelope.put("registered_name", className);
        return envelope;
    }

    /** The arguments with {@code tensors} in their places. */
    List<Object> argumentsWith(List<?> tensors) {
        Iterator<?> next = tensors.iterator();
        return arguments.stream().map(argument -> fill(argument, next)).toList();
    }

    private static Object fill(Object argument, Iterator<?> tensors) {
        if (argument instanceof List<?> list) {
            List<Object> filled = new ArrayList<>();
            list.forEach(each -> filled.add(fill(each, tensors)));
            return filled;
        }
        return argument == INPUT ? tensors.next() : argument;
    }

    private static Object withoutTensors(Object argument) {
        if (argument instanceof List<?> list) {
            List<Object> without = new ArrayList<>();
            list.forEach(each -> without.add(withoutTensors(each)));
            return without;
        }
        return isTensor(argument) ? INPUT : argument;
    }

    /** The descriptions of tensors in {@code arguments}, in order. */
    static List<Object> tensorsIn(Object arguments) {
        List<Object> tensors = new ArrayList<>();
        if (arguments instanceof List<?> list) {
            list.forEach(each -> tensors.addAll(tensorsIn(each)));
        } else if (isTensor(arguments)) {
            tensors.add(arguments);
        }
        return tensors;
    }

    private static boolean isTensor(Object argument) {
        return argument instanceof Map<?, ?> envelope && "__keras_tensor__".equals(envelope.get("class_name"));
    }
}
