package io.keras4j.training;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the library says while it works: on the standard output, or after {@link io.keras4j.Keras#disableInteractiveLogging} in the log. */
public final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger("io.keras4j.messages");
    private static volatile boolean interactive = true;

    private Messages() {}

    /** Whether messages go to the standard output. */
    public static boolean isInteractive() {
        return interactive;
    }

    /** Sends messages to the standard output, or to the log. */
    public static void setInteractive(boolean value) {
        interactive = value;
    }

    /** Says something that is more than a line, or less. */
    public static void print(String text) {
        if (interactive) {
            System.out.print(text);
            System.out.flush();
        } else if (!text.isBlank()) {
            LOG.info("{}", text.strip());
        }
    }

    /** Says a line. */
    public static void println(String text) {
        print(text + System.lineSeparator());
    }
}
