package io.keras4j.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Functions of one kind by name: those that Keras has built in, and those that programs register, which files name as Python's {@code
 * keras.saving.register_keras_serializable} does.
 *
 * @param <F> what the functions are
 */
public final class FunctionRegistry<F> {
    private static final Set<String> ALL = ConcurrentHashMap.newKeySet();

    private final String what;
    private final Class<F> type;
    private final Map<String, F> builtIn;
    private final Map<String, F> registered = new ConcurrentHashMap<>();

    /**
     * A registry of functions.
     *
     * @param what says how to register one, for errors, such as {@code Lambda.register}
     */
    public FunctionRegistry(String what, Class<F> type, Map<String, F> builtIn) {
        this.what = what;
        this.type = type;
        this.builtIn = Map.copyOf(builtIn);
    }

    /** Whether a function of any kind is registered under {@code name}. */
    public static boolean knows(String name) {
        return ALL.contains(name);
    }

    /** Registers {@code function} under {@code packageName>name}. */
    public void register(String packageName, String name, F function) {
        registered.put(packageName + ">" + name, function);
        ALL.add(packageName + ">" + name);
    }

    /** The codec of arguments that are such functions: by name, in Keras's envelope, or as they are. */
    public Codecs.Simple<F> codec() {
        return Codecs.of(this::decode, this::encode);
    }

    private F decode(Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        Object name = value instanceof Map<?, ?> envelope ? envelope.get("config") : value;
        if (!(name instanceof String)) {
            throw Codecs.unexpected("the name of a registered function; Python's lambdas cannot be run here", value);
        }
        F found = builtIn.getOrDefault(name, registered.get(name));
        if (found == null) {
            Set<String> known = new TreeSet<>(builtIn.keySet());
            known.addAll(registered.keySet());
            throw Codecs.unexpected("one of the registered functions " + known, name);
        }
        return found;
    }

    private Object encode(F function) {
        for (Map.Entry<String, F> entry : builtIn.entrySet()) {
            if (entry.getValue() == function) {
                return entry.getKey();
            }
        }
        String name = registered.entrySet().stream()
                .filter(entry -> entry.getValue() == function)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("A function that is not registered cannot be saved; call "
                                + what + " and give its name instead"));
        return envelope(name);
    }

    /** Keras's envelope of a function that is registered in Python under this name. */
    public static Map<String, Object> envelope(String registeredName) {
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("module", "builtins");
        envelope.put("class_name", "function");
        envelope.put("config", registeredName);
        envelope.put("registered_name", "function");
        return envelope;
    }
}
