package io.keras4j.cli;

import io.keras4j.datasets.DatasetException;
import io.keras4j.models.ModelFormatException;
import java.io.UncheckedIOException;
import java.util.List;

/** Why something failed, in one line. */
final class Reason {
    /** Those whose messages are written for users. */
    private static final List<Class<?>> TELLING = List.of(
            ModelFormatException.class,
            DatasetException.class,
            IllegalArgumentException.class,
            IllegalStateException.class,
            UnsupportedOperationException.class);

    private Reason() {}

    static String of(Throwable failure) {
        Throwable cause = failure instanceof UncheckedIOException ? failure.getCause() : failure;
        boolean telling = cause.getMessage() != null && TELLING.stream().anyMatch(type -> type.isInstance(cause));
        String reason = telling ? cause.getMessage() : cause.toString();
        return reason.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
