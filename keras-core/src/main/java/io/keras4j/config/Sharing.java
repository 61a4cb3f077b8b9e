package io.keras4j.config;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Lets one object stay one where a configuration holds it several times, such as a layer of two models inside a third: its envelopes get a
 * common {@code shared_object_id}, as in Keras.
 */
public final class Sharing {
    private static final String ID = "shared_object_id";
    private static final ThreadLocal<Sharing> CURRENT = new ThreadLocal<>();

    private final Map<Configurable, Integer> uses = new IdentityHashMap<>();
    private final Map<Configurable, Long> ids = new IdentityHashMap<>();
    private final Map<Object, Configurable> read = new HashMap<>();
    private boolean marking;

    private Sharing() {}

    /** What {@code envelope} gives, with marks on the objects that it holds several times; it is called twice. */
    public static <R> R writing(Supplier<R> envelope) {
        Sharing sharing = new Sharing();
        within(sharing, envelope);
        sharing.marking = true;
        return within(sharing, envelope);
    }

    /** What {@code body} makes of a configuration, with one object for all envelopes that are marked alike. */
    public static <R> R reading(Supplier<R> body) {
        return within(new Sharing(), body);
    }

    private static <R> R within(Sharing sharing, Supplier<R> body) {
        Sharing outer = CURRENT.get();
        CURRENT.set(sharing);
        try {
            return body.get();
        } finally {
            CURRENT.set(outer);
        }
    }

    static void mark(Configurable object, Map<String, Object> envelope) {
        Sharing sharing = CURRENT.get();
        if (sharing == null || !object.keepsIdentity()) {
            return;
        }
        if (!sharing.marking) {
            sharing.uses.merge(object, 1, Integer::sum);
        } else if (sharing.uses.getOrDefault(object, 0) > 1) {
            envelope.put(ID, sharing.ids.computeIfAbsent(object, each -> sharing.ids.size() + 1L));
        }
    }

    /** The object that was made of an envelope with the same mark, or null. */
    static Configurable find(Map<String, Object> envelope) {
        Sharing sharing = CURRENT.get();
        return sharing == null || envelope.get(ID) == null ? null : sharing.read.get(envelope.get(ID));
    }

    static void remember(Configurable object, Map<String, Object> envelope) {
        Sharing sharing = CURRENT.get();
        if (sharing != null && envelope.get(ID) != null && object.keepsIdentity()) {
            sharing.read.put(envelope.get(ID), object);
        }
    }
}
