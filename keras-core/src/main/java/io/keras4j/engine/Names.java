package io.keras4j.engine;

import java.util.HashMap;
import java.util.Map;

/** Automatic names: {@code dense}, {@code dense_1}, ... */
public final class Names {
    private static final Map<String, Integer> COUNTS = new HashMap<>();

    private Names() {}

    /** {@code base}, with a number after it from the second time on. */
    public static synchronized String unique(String base) {
        int count = COUNTS.merge(base, 1, Integer::sum) - 1;
        return count == 0 ? base : base + "_" + count;
    }

    /** Starts counting anew. */
    public static synchronized void clear() {
        COUNTS.clear();
    }
}
