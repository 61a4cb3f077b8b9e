package io.keras4j.plots;

import io.keras4j.training.History;
import io.keras4j.training.HistoryPlotter;
import java.nio.file.Path;

/** Lets {@link History#plot} draw. */
public final class ChartPlotter implements HistoryPlotter {
    @Override
    public void plot(History history, Path png) {
        Plots.history(history, png.toString());
    }
}
