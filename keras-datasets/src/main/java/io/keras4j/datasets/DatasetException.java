package io.keras4j.datasets;

/** A file of a data set is not what it should be: damaged, cut short, or another file altogether. */
public class DatasetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the file. */
    public DatasetException(String message) {
        super(message);
    }

    /** With a message that names the file, and the error below it. */
    public DatasetException(String message, Throwable cause) {
        super(message, cause);
    }
}
