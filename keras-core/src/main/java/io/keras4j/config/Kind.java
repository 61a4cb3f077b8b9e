package io.keras4j.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Supplier;

/**
 * A family of {@link Configurable} classes, such as the initializers: finds them by name, and translates them to and from the envelope
 * in which Keras files hold an object, {@code {"module", "class_name", "config", "registered_name"}}. Classes come from the
 * {@link Catalog}s on the class path and from {@link #register}.
 */
public final class Kind<T extends Configurable> {
    private record Entry<T>(String module, String className, String registeredName, Supplier<? extends T> maker) {}

    private final String label;
    private final Class<T> type;
    private final Map<String, Entry<T>> byName = new LinkedHashMap<>();
    private final Map<Class<?>, Entry<T>> byClass = new HashMap<>();

    /**
     * A new family.
     *
     * @param label what messages call a member, such as "initializer"
     */
    public Kind(String label, Class<T> type) {
        this.label = label;
        this.type = type;
    }

    /**
     * Makes a class of Keras's known.
     *
     * @param module Keras's module, such as {@code keras.initializers}
     * @param className Keras's class; its snake-case form is a name too, and so are {@code aliases}
     * @param maker makes an object without arguments, to be configured next
     */
    public <C extends T> void add(
            String module, String className, Class<C> javaClass, Supplier<C> maker, String... aliases) {
        Entry<T> entry = new Entry<>(module, className, null, maker);
        byClass.put(javaClass, entry);
        byName.put(className, entry);
        byName.putIfAbsent(snakeCase(className), entry);
        for (String alias : aliases) {
            byName.put(alias, entry);
        }
    }

    /**
     * Makes a class known that Keras has but does not export: its files name the module that defines it, and the class as registered.
     *
     * @param module such as {@code keras.src.models.functional}
     */
    public <C extends T> void addUnexported(String module, String className, Class<C> javaClass, Supplier<C> maker) {
        Entry<T> entry = new Entry<>(module, className, className, maker);
        byClass.put(javaClass, entry);
        byName.put(className, entry);
    }

    /**
     * Makes a user's own class known, so that it can be saved and loaded; Python's counterpart is
     * {@code keras.saving.register_keras_serializable(package)}.
     *
     * @param packageName Keras's "package", such as {@code Custom}
     */
    public synchronized <C extends T> void register(String packageName, Class<C> javaClass, Supplier<C> maker) {
        Loaded.ensure();
        String name = javaClass.getSimpleName();
        Entry<T> entry = new Entry<>(null, name, packageName + ">" + name, maker);
        byClass.put(javaClass, entry);
        byName.put(packageName + ">" + name, entry);
        byName.putIfAbsent(name, entry);
    }

    /**
     * The object that {@code value} means: itself, or a built-in by name, or what an envelope describes.
     *
     * @throws IllegalArgumentException for an unknown name, with the nearest known ones
     */
    public T get(Object value) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        if (value instanceof String) {
            return make((String) value, Map.of());
        }
        if (value instanceof Map) {
            return fromEnvelope(Codecs.map().decode(value));
        }
        throw Codecs.unexpected("the name of a " + label + " or a " + type.getSimpleName(), value);
    }

    private T fromEnvelope(Map<String, Object> envelope) {
        Object registered = envelope.get("registered_name");
        Object className = envelope.get("class_name");
        if (!(className instanceof String)) {
            throw Codecs.unexpected("an object with a class_name", envelope);
        }
        Configurable shared = Sharing.find(envelope);
        if (type.isInstance(shared)) {
            return type.cast(shared);
        }
        Object config = envelope.getOrDefault("config", Map.of());
        boolean own = registered instanceof String && byName.containsKey(registered);
        T made = make((String) (own ? registered : className), Codecs.map().decode(config == null ? Map.of() : config));
        made.restore(envelope);
        Sharing.remember(made, envelope);
        return made;
    }

    private T make(String name, Map<String, Object> config) {
        Loaded.ensure();
        Entry<T> entry = byName.get(name);
        if (entry == null) {
            throw new IllegalArgumentException(
                    "unknown " + label + " \"" + name + "\"; " + Nearest.suggest(name, names()));
        }
        T made = entry.maker().get();
        made.configure(config);
        return made;
    }

    /** Whether {@code name} is known. */
    public boolean knows(String name) {
        Loaded.ensure();
        return byName.containsKey(name);
    }

    /** All names, sorted. */
    public List<String> names() {
        Loaded.ensure();
        List<String> names = new ArrayList<>(byName.keySet());
        names.sort(Comparator.naturalOrder());
        return names;
    }

    /** Keras's name of the class of {@code object}; the Java name of one that is not registered. */
    public String className(T object) {
        Loaded.ensure();
        Entry<T> entry = byClass.get(object.getClass());
        return entry == null ? object.getClass().getSimpleName() : entry.className();
    }

    /**
     * The envelope of {@code object}.
     *
     * @throws IllegalArgumentException when its class is neither one of Keras's nor registered
     */
    public Map<String, Object> envelope(T object) {
        Loaded.ensure();
        Entry<T> entry = byClass.get(object.getClass());
        if (entry == null) {
            throw new IllegalArgumentException(
                    "The " + label + " class " + object.getClass().getName()
                            + " is not registered; call register on its kind before saving or loading");
        }
        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("module", entry.module());
        envelope.put("class_name", entry.className());
        envelope.put("config", object.config());
        envelope.put("registered_name", entry.registeredName());
        envelope.putAll(object.state());
        Sharing.mark(object, envelope);
        return envelope;
    }

    /** A codec for arguments of this kind. */
    public Codecs.Simple<T> codec() {
        return Codecs.of(this::get, this::envelope);
    }

    /** {@code GlorotUniform} as {@code glorot_uniform}, the way Keras does. */
    public static String snakeCase(String className) {
        return className
                .replaceAll("\\W+", "")
                .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    /** What a module adds to the kinds; found through {@link ServiceLoader}. */
    public interface Catalog {
        /** Adds the module's classes to their kinds. */
        void load();
    }

    private static final class Loaded {
        private static boolean done;

        static synchronized void ensure() {
            if (!done) {
                done = true;
                ServiceLoader.load(Catalog.class, Kind.class.getClassLoader()).forEach(Catalog::load);
            }
        }
    }
}
