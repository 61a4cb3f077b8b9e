package io.keras4j.datasets;

/** A data set is neither in the cache folder nor can it be downloaded; the message says which file to put where. */
public class DatasetNotFoundException extends DatasetException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the missing files, and the error of the download. */
    public DatasetNotFoundException(String message, Throwable cause) {
        super(message, cause);
    }
}
