package io.keras4j.training;

import java.nio.file.Path;

/** Draws what {@link History} holds: a service, so that this module needs no plotting library; module keras-plots provides it. */
public interface HistoryPlotter {
    /** Writes a picture of {@code history} to the file {@code png}. */
    void plot(History history, Path png);
}
