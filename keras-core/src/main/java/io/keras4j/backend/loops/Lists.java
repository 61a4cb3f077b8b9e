package io.keras4j.backend.loops;

import java.util.ArrayList;
import java.util.List;

/** Help with lists. */
final class Lists {
    private Lists() {}

    static <T> List<T> concat(List<T> a, List<T> b) {
        List<T> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }
}
