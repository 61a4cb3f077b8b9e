package io.keras4j.plots;

import io.keras4j.training.Callback;
import io.keras4j.training.History;
import java.util.Map;

/**
 * Draws the learning curves anew after every epoch, into one file, which a viewer or browser shows while the model trains.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(50).validationSplit(0.2).callbacks(new PlotLosses("curves.png")));
 * }</pre>
 */
public final class PlotLosses extends Callback {
    private final String png;
    private History history = new History();

    /** Draws into this file. */
    public PlotLosses(String png) {
        this.png = png;
    }

    /** Draws empty axes, so that a path that cannot be written to shows before training. */
    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        history = new History();
        Png.write(Charts.empty("epoch 0"), png);
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        history.onEpochEnd(epoch, logs);
        Plots.history(history, png);
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
