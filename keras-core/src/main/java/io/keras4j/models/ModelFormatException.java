package io.keras4j.models;

import java.nio.file.Path;

/** A file cannot be read: it is damaged, is not of the format it seems to be, or holds what this library or the model does not know. */
public class ModelFormatException extends RuntimeException {
    private final Path file;
    private final String entry;
    private final String reason;

    /** The file as a whole cannot be read. */
    public ModelFormatException(Path file, String reason) {
        this(file, null, reason, null);
    }

    /**
     * A part of the file cannot be read.
     *
     * @param file null for text that is in no file
     * @param entry which part, such as {@code config.json}; null for the whole
     * @param cause null for none
     */
    public ModelFormatException(Path file, String entry, String reason, Throwable cause) {
        super(
                "Cannot read " + (file == null ? "the configuration of a model" : file)
                        + (entry == null ? "" : ", " + entry) + ": " + reason,
                cause);
        this.file = file;
        this.entry = entry;
        this.reason = reason;
    }

    /** The file, or null. */
    public Path file() {
        return file;
    }

    /** The part of the file, such as {@code config.json}, or null for the whole. */
    public String entry() {
        return entry;
    }

    /** What is wrong. */
    public String reason() {
        return reason;
    }
}
