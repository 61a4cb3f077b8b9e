package io.keras4j.training;

import io.keras4j.models.Model;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Calls the hooks of several callbacks, in order: <a href="https://keras.io/api/callbacks/">keras.callbacks.CallbackList</a>. */
public final class CallbackList {
    private static final Map<String, Double> NO_LOGS = Map.of();

    private final List<Callback> callbacks;

    /** The callbacks of a run of {@code model}. */
    public CallbackList(List<? extends Callback> callbacks, Model model, Callback.Parameters params) {
        this.callbacks = new ArrayList<>(callbacks);
        this.callbacks.sort(Comparator.comparing(Callback::comesLast));
        this.callbacks.forEach(callback -> {
            callback.setModel(model);
            callback.setParams(params);
        });
    }

    /** The callbacks. */
    public List<Callback> callbacks() {
        return callbacks;
    }

    /** Begins {@code run}, the one of {@code fit} that is about to start. */
    void onTrainBegin(TrainingRun run) {
        callbacks.forEach(callback -> callback.setRun(run));
        callbacks.forEach(callback -> callback.onTrainBegin(NO_LOGS));
    }

    void onTrainEnd(Map<String, Double> logs) {
        callbacks.forEach(callback -> {
            callback.onTrainEnd(logs);
            callback.setRun(null);
        });
    }

    void onEpochBegin(int epoch) {
        callbacks.forEach(callback -> callback.onEpochBegin(epoch, NO_LOGS));
    }

    void onEpochEnd(int epoch, Map<String, Double> logs) {
        callbacks.forEach(callback -> callback.onEpochEnd(epoch, logs));
    }

    void onTestBegin() {
        callbacks.forEach(callback -> callback.onTestBegin(NO_LOGS));
    }

    void onTestEnd(Map<String, Double> logs) {
        callbacks.forEach(callback -> callback.onTestEnd(logs));
    }

    void onPredictBegin() {
        callbacks.forEach(callback -> callback.onPredictBegin(NO_LOGS));
    }

    void onPredictEnd() {
        callbacks.forEach(callback -> callback.onPredictEnd(NO_LOGS));
    }

    /** Calls a hook that begins a batch. */
    void onBatchBegin(BatchHook hook, int batch) {
        for (int i = 0; i < callbacks.size(); i++) {
            if (callbacks.get(i).wants(hook, batch)) {
                hook.call(callbacks.get(i), batch, NO_LOGS);
            }
        }
    }

    /** Calls a hook that ends a batch; the logs are only computed when somebody wants them. */
    void onBatchEnd(BatchHook hook, int batch, Supplier<Map<String, Double>> logs) {
        Map<String, Double> computed = null;
        for (int i = 0; i < callbacks.size(); i++) {
            if (callbacks.get(i).wants(hook, batch)) {
                computed = computed == null ? logs.get() : computed;
                hook.call(callbacks.get(i), batch, computed);
            }
        }
    }
}
