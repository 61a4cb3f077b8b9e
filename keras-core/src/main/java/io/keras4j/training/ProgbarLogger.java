package io.keras4j.training;

import java.util.Map;

/** Prints the progress of epochs, evaluations and predictions: <a href="https://keras.io/api/callbacks/">keras.callbacks.ProgbarLogger</a>. */
public final class ProgbarLogger extends Callback {
    private Progbar bar;
    private int seen;
    private boolean inFit;

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        inFit = true;
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        inFit = false;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        start();
        if (params().verbose() > 0 && params().epochs() > 1) {
            Messages.println("Epoch " + (epoch + 1) + "/" + params().epochs());
        }
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        end(logs);
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        update(batch, logs);
    }

    @Override
    public void onTestBegin(Map<String, Double> logs) {
        if (!inFit) {
            start();
        }
    }

    @Override
    public void onTestBatchEnd(int batch, Map<String, Double> logs) {
        update(batch, logs);
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        if (!inFit) {
            end(logs);
        }
    }

    @Override
    public void onPredictBegin(Map<String, Double> logs) {
        start();
    }

    @Override
    public void onPredictBatchEnd(int batch, Map<String, Double> logs) {
        update(batch, Map.of());
    }

    @Override
    public void onPredictEnd(Map<String, Double> logs) {
        end(logs);
    }

    /** Validation within {@code fit} is silent; otherwise the bar says when it is time to print again. */
    @Override
    boolean wants(BatchHook hook, int batch) {
        seen = hook == BatchHook.TEST_END && inFit ? seen : batch + 1;
        boolean ends =
                hook == BatchHook.TRAIN_END || hook == BatchHook.TEST_END && !inFit || hook == BatchHook.PREDICT_END;
        return ends && bar.isDue(batch + 1);
    }

    private void start() {
        bar = new Progbar(params().steps()).verbose(params().verbose()).statelessMetrics();
        seen = 0;
    }

    private void update(int batch, Map<String, Double> logs) {
        if (params().verbose() == 1) {
            bar.update(batch + 1, logs, false);
        }
    }

    private void end(Map<String, Double> logs) {
        int steps = params().steps() >= 0 ? params().steps() : seen;
        bar.setTarget(steps);
        bar.update(steps, logs, true);
    }
}
