package io.keras4j.data;

import java.util.function.Supplier;

/** The elements of one pass over data, one after another. It belongs to one thread at a time. */
interface Cursor<T> extends AutoCloseable {
    /** The next element, null when there are no more. */
    T next();

    /** Stops what works for this cursor. */
    @Override
    default void close() {}

    /** The elements that {@code next} gives, with {@code upstream}, which is closed with this. */
    static <T> Cursor<T> over(Cursor<?> upstream, Supplier<T> next) {
        return new Cursor<>() {
            @Override
            public T next() {
                return next.get();
            }

            @Override
            public void close() {
                upstream.close();
            }
        };
    }
}
