package io.keras4j.data;

/** An error in the preparation of data on another thread, which is the cause. */
public final class DataException extends RuntimeException {
    /** With what went wrong. */
    public DataException(String message, Throwable cause) {
        super(message + ": " + cause, cause);
    }
}
