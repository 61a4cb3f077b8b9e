package io.keras4j.config;

import java.util.function.Supplier;

/**
 * Whether what is being made comes from a file that is not trusted: then its configuration must not lead to other files. Off in a program's
 * own code; Keras's {@code safe_mode}.
 */
public final class SafeMode {
    private static final ThreadLocal<Boolean> ON = ThreadLocal.withInitial(() -> false);

    private SafeMode() {}

    /** Whether it is on in this thread. */
    public static boolean isOn() {
        return ON.get();
    }

    /** Runs {@code body} with it on or off. */
    public static <T> T within(boolean on, Supplier<T> body) {
        boolean outer = ON.get();
        ON.set(on);
        try {
            return body.get();
        } finally {
            ON.set(outer);
        }
    }
}
