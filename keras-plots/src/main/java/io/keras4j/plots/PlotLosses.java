package io.keras4j.plots;

import io.keras4j.training.Callback;
import io.keras4j.training.History;
import java.awt.image.BufferedImage;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Draws the learning curves anew after every epoch: into one file, which a viewer or browser shows while the model trains, or for a notebook
 * or a window of the user's.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(50).validationSplit(0.2).callbacks(new PlotLosses("curves.png")));
 *
 * var place = display(Plots.empty());                                                    // in a notebook
 * model.fit(x, y, fit -> fit.callbacks(new PlotLosses(picture -> updateDisplay(place, picture))));
 * }</pre>
 */
public final class PlotLosses extends Callback {
    private final Consumer<BufferedImage> viewer;
    private History history = new History();

    /** Draws into this file. */
    public PlotLosses(String png) {
        this(picture -> Png.write(picture, png));
    }

    /** Gives each picture to {@code viewer}. */
    public PlotLosses(Consumer<BufferedImage> viewer) {
        this.viewer = viewer;
    }

    /** Draws empty axes, so that a path that cannot be written to shows before training. */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        history = new History();
        viewer.accept(Plots.empty());
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        history.onEpochEnd(epoch, logs);
        viewer.accept(Plots.history(history));
    }

    @Override
    public Map<String, Object> state() {
        return history.state();
    }

    @Override
    public void restore(Map<String, Object> state) {
        history.restore(state);
    }
}
