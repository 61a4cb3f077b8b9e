package io.keras4j.config;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Something that is made from arguments, as Keras's layers, losses and optimizers are. A subclass declares each argument once, as a field;
 * checks, {@link #config()}, {@link #configure} and {@link #toString()} follow from the declarations.
 *
 * <pre>{@code
 * private final Argument<Double> rate = argument("rate", Codecs.number().between(0, 1));
 * private final Argument<Integer> seed = argument("seed", Codecs.integer().optional(), null);
 * }</pre>
 */
public abstract class Configurable {
    private final Map<String, Argument<?>> arguments = new LinkedHashMap<>();
    private final Map<String, Object> implicit = new HashMap<>();

    /** Declares an argument that must be given. */
    protected final <T> Argument<T> argument(String key, Codec<T> codec) {
        Argument<T> argument = new Argument<>(this, key, codec);
        arguments.put(key, argument);
        return argument;
    }

    /** Declares an argument with a default, which is given in any form that the codec takes. */
    protected final <T> Argument<T> argument(String key, Codec<T> codec, Object defaultValue) {
        Argument<T> argument = argument(key, codec);
        argument.initialize(defaultValue);
        return argument;
    }

    /** Declares an argument that {@link #config()} leaves out while it has its default, as Keras leaves out some. */
    protected final <T> Argument<T> implicitArgument(String key, Codec<T> codec, Object defaultValue) {
        Argument<T> argument = argument(key, codec, defaultValue);
        implicit.put(key, argument.encoded());
        return argument;
    }

    /**
     * Makes those arguments of {@code part} that this object does not have itself its own too: users and files give them to this object, such
     * as a layer, and {@code part}, such as its cell, computes with them.
     */
    protected final void adoptArguments(Configurable part) {
        part.arguments.forEach((key, argument) -> {
            if (arguments.putIfAbsent(key, argument) == null) {
                argument.giveTo(this);
            }
        });
    }

    /** The arguments under their Keras keys, as plain data: Keras's {@code get_config}. */
    public Map<String, Object> config() {
        Map<String, Object> config = new LinkedHashMap<>();
        arguments.forEach((key, argument) -> {
            Object value = argument.encoded();
            if (!implicit.containsKey(key) || !Objects.equals(implicit.get(key), value)) {
                config.put(key, value);
            }
        });
        return config;
    }

    /**
     * Takes the arguments from {@code config}, as Keras's {@code from_config} does; those that it lacks keep their defaults.
     *
     * @throws IllegalArgumentException for an unknown key, a value that is not acceptable, or a required argument that is missing
     */
    public void configure(Map<String, Object> config) {
        config.forEach((key, value) -> {
            Argument<?> argument = arguments.get(key);
            if (argument == null) {
                throw new IllegalArgumentException(
                        label() + ": unknown argument " + key + "; known are " + new TreeSet<>(arguments.keySet()));
            }
            argument.initialize(value);
        });
        arguments.forEach((key, argument) -> {
            if (!argument.isGiven()) {
                throw new IllegalArgumentException(label() + ": the argument " + key + " is required");
            }
        });
    }

    /** What the envelope of this object holds besides its arguments: Keras's {@code build_config} and {@code compile_config}. */
    public Map<String, Object> state() {
        return Map.of();
    }

    /** Takes from {@code envelope} what {@link #state()} put there; called after {@link #configure}. */
    public void restore(Map<String, Object> envelope) {}

    /** Whether this stays one object where a configuration holds it several times, see {@link Sharing}; false by default. */
    protected boolean keepsIdentity() {
        return false;
    }

    /** Called before an argument is set; throws when it is too late. */
    protected void beforeChange(String key) {}

    /** What error messages call this object. */
    protected String label() {
        return getClass().getSimpleName();
    }

    /** The class and its arguments, for people. */
    @Override
    public String toString() {
        return getClass().getSimpleName()
                + arguments.entrySet().stream()
                        .filter(entry -> entry.getValue().isGiven())
                        .map(entry -> entry.getKey() + "=" + entry.getValue().get())
                        .collect(Collectors.joining(", ", "(", ")"));
    }
}
