package io.keras4j.training;

import io.keras4j.models.Model;
import java.util.Map;

/**
 * Takes part in training, evaluation and prediction: <a href="https://keras.io/api/callbacks/base_callback/">keras.callbacks.Callback</a>.
 * A subclass overrides the hooks that it needs; {@code logs} hold the losses and metrics so far by name, sorted.
 *
 * <pre>{@code
 * class StopAtAccuracy extends Callback {
 *     public void onEpochEnd(int epoch, Map<String, Double> logs) {
 *         if (logs.get("val_accuracy") > 0.9) {
 *             model().stopTraining(true);
 *         }
 *     }
 * }
 * }</pre>
 */
public abstract class Callback {
    private Model model;
    private Parameters params = new Parameters(0, 0, 0);
    private TrainingRun run;

    /**
     * What a run is about.
     *
     * @param verbose 0, 1 or 2
     * @param epochs the number of epochs
     * @param steps the number of batches in an epoch, -1 when it is not known
     */
    public record Parameters(int verbose, int epochs, int steps) {}

    /** The model, from the beginning of a run on. */
    public final Model model() {
        return model;
    }

    /** What the current run is about. */
    public final Parameters params() {
        return params;
    }

    /** The current run of {@code fit}, null in other runs. */
    protected final TrainingRun run() {
        return run;
    }

    final void setRun(TrainingRun newRun) {
        run = newRun;
    }

    /** Called before a run. */
    public void setModel(Model newModel) {
        model = newModel;
    }

    /** Called before a run. */
    public void setParams(Parameters newParams) {
        params = newParams;
    }

    /** Called when {@code fit} begins. */
    public void onTrainBegin(Map<String, Double> logs) {}

    /** Called when {@code fit} ends, with the logs of the last epoch. */
    public void onTrainEnd(Map<String, Double> logs) {}

    /** Called when an epoch begins, counted from 0. */
    public void onEpochBegin(int epoch, Map<String, Double> logs) {}

    /** Called when an epoch ends; logs of validation have names that start with {@code val_}. */
    public void onEpochEnd(int epoch, Map<String, Double> logs) {}

    /** Called before a training step. */
    public void onTrainBatchBegin(int batch, Map<String, Double> logs) {
        onBatchBegin(batch, logs);
    }

    /** Called after a training step. */
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        onBatchEnd(batch, logs);
    }

    /** The short name of {@link #onTrainBatchBegin}. */
    public void onBatchBegin(int batch, Map<String, Double> logs) {}

    /** The short name of {@link #onTrainBatchEnd}. */
    public void onBatchEnd(int batch, Map<String, Double> logs) {}

    /** Called when an evaluation begins, also that of validation data within {@code fit}. */
    public void onTestBegin(Map<String, Double> logs) {}

    /** Called when an evaluation ends. */
    public void onTestEnd(Map<String, Double> logs) {}

    /** Called before a batch is evaluated. */
    public void onTestBatchBegin(int batch, Map<String, Double> logs) {}

    /** Called after a batch is evaluated. */
    public void onTestBatchEnd(int batch, Map<String, Double> logs) {}

    /** Called when {@code predict} begins. */
    public void onPredictBegin(Map<String, Double> logs) {}

    /** Called when {@code predict} ends. */
    public void onPredictEnd(Map<String, Double> logs) {}

    /** Called before a batch is predicted. */
    public void onPredictBatchBegin(int batch, Map<String, Double> logs) {}

    /** Called after a batch is predicted; unlike in Keras, the logs do not hold the outputs. */
    public void onPredictBatchEnd(int batch, Map<String, Double> logs) {}

    /**
     * What this callback has to know, besides how it was made, to go on with training that is interrupted: plain data and INDArrays by name,
     * which {@link #restore} takes. By default nothing.
     */
    public Map<String, Object> state() {
        return Map.of();
    }

    /** Goes back to what {@link #state} returned in a run that was interrupted: called after {@link #onTrainBegin}; empty for a new callback. */
    public void restore(Map<String, Object> state) {}

    /** Whether this is called after all callbacks that do not say so: for one that keeps what the others know. By default false. */
    protected boolean comesLast() {
        return false;
    }

    /**
     * Whether the hooks around batches are to be called: by default where they are overridden. A callback for which that depends says
     * false when they would have nothing to do, so that no logs are computed for them.
     */
    protected boolean followsBatches() {
        return true;
    }

    /** Whether this wants {@code hook} of {@code batch}; the logs are not even computed when nobody does. */
    boolean wants(BatchHook hook, int batch) {
        return hook.isOverriddenBy(getClass()) && followsBatches();
    }
}
