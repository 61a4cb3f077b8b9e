package io.keras4j.examples;

import io.keras4j.training.Callback;
import java.util.Map;

/** A callback of one's own. */
public final class StopAtAccuracy extends Callback {
    private final double enough;

    public StopAtAccuracy(double enough) {
        this.enough = enough;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (logs.get("accuracy") >= enough) {
            model().stopTraining(true);
        }
    }
}
