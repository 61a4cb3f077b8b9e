package io.keras4j.callbacks;

import io.keras4j.training.Callback;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls functions: <a href="https://keras.io/api/callbacks/lambda_callback/">keras.callbacks.LambdaCallback</a>, with a function for any of the
 * hooks of {@link Callback}.
 *
 * <pre>{@code
 * new LambdaCallback().onEpochEnd((epoch, logs) -> System.out.println(epoch + ": " + logs.get("loss")))
 * }</pre>
 */
public final class LambdaCallback extends Callback {
    /** What is called for an epoch or a batch. */
    @FunctionalInterface
    public interface Hook {
        /** Called for epoch or batch {@code index}, from 0. */
        void call(int index, Map<String, Double> logs);
    }

    private static final Hook NONE = (index, logs) -> {};

    private Hook epochBegin = NONE;
    private Hook epochEnd = NONE;
    private Hook trainBatchBegin = NONE;
    private Hook trainBatchEnd = NONE;
    private Hook testBatchBegin = NONE;
    private Hook testBatchEnd = NONE;
    private Hook predictBatchBegin = NONE;
    private Hook predictBatchEnd = NONE;
    private Consumer<Map<String, Double>> trainBegin = logs -> {};
    private Consumer<Map<String, Double>> trainEnd = logs -> {};
    private Consumer<Map<String, Double>> testBegin = logs -> {};
    private Consumer<Map<String, Double>> testEnd = logs -> {};
    private Consumer<Map<String, Double>> predictBegin = logs -> {};
    private Consumer<Map<String, Double>> predictEnd = logs -> {};
    private boolean followsBatches;

    /** Called when an epoch begins. */
    public LambdaCallback onEpochBegin(Hook hook) {
        epochBegin = hook;
        return this;
    }

    /** Called when an epoch ends. */
    public LambdaCallback onEpochEnd(Hook hook) {
        epochEnd = hook;
        return this;
    }

    /** Called before a training step. */
    public LambdaCallback onTrainBatchBegin(Hook hook) {
        trainBatchBegin = hook;
        followsBatches = true;
        return this;
    }

    /** Called after a training step. */
    public LambdaCallback onTrainBatchEnd(Hook hook) {
        trainBatchEnd = hook;
        followsBatches = true;
        return this;
    }

    /** Called before a step of evaluation. */
    public LambdaCallback onTestBatchBegin(Hook hook) {
        testBatchBegin = hook;
        followsBatches = true;
        return this;
    }

    /** Called after a step of evaluation. */
    public LambdaCallback onTestBatchEnd(Hook hook) {
        testBatchEnd = hook;
        followsBatches = true;
        return this;
    }

    /** Called before a step of prediction. */
    public LambdaCallback onPredictBatchBegin(Hook hook) {
        predictBatchBegin = hook;
        followsBatches = true;
        return this;
    }

    /** Called after a step of prediction. */
    public LambdaCallback onPredictBatchEnd(Hook hook) {
        predictBatchEnd = hook;
        followsBatches = true;
        return this;
    }

    /** Called when training begins. */
    public LambdaCallback onTrainBegin(Consumer<Map<String, Double>> hook) {
        trainBegin = hook;
        return this;
    }

    /** Called when training ends. */
    public LambdaCallback onTrainEnd(Consumer<Map<String, Double>> hook) {
        trainEnd = hook;
        return this;
    }

    /** Called when evaluation begins. */
    public LambdaCallback onTestBegin(Consumer<Map<String, Double>> hook) {
        testBegin = hook;
        return this;
    }

    /** Called when evaluation ends. */
    public LambdaCallback onTestEnd(Consumer<Map<String, Double>> hook) {
        testEnd = hook;
        return this;
    }

    /** Called when prediction begins. */
    public LambdaCallback onPredictBegin(Consumer<Map<String, Double>> hook) {
        predictBegin = hook;
        return this;
    }

    /** Called when prediction ends. */
    public LambdaCallback onPredictEnd(Consumer<Map<String, Double>> hook) {
        predictEnd = hook;
        return this;
    }

    @Override
    protected boolean followsBatches() {
        return followsBatches;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        epochBegin.call(epoch, logs);
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        epochEnd.call(epoch, logs);
    }

    @Override
    public void onTrainBatchBegin(int batch, Map<String, Double> logs) {
        trainBatchBegin.call(batch, logs);
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        trainBatchEnd.call(batch, logs);
    }

    @Override
    public void onTestBatchBegin(int batch, Map<String, Double> logs) {
        testBatchBegin.call(batch, logs);
    }

    @Override
    public void onTestBatchEnd(int batch, Map<String, Double> logs) {
        testBatchEnd.call(batch, logs);
    }

    @Override
    public void onPredictBatchBegin(int batch, Map<String, Double> logs) {
        predictBatchBegin.call(batch, logs);
    }

    @Override
    public void onPredictBatchEnd(int batch, Map<String, Double> logs) {
        predictBatchEnd.call(batch, logs);
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        trainBegin.accept(logs);
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        trainEnd.accept(logs);
    }

    @Override
    public void onTestBegin(Map<String, Double> logs) {
        testBegin.accept(logs);
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        testEnd.accept(logs);
    }

    @Override
    public void onPredictBegin(Map<String, Double> logs) {
        predictBegin.accept(logs);
    }

    @Override
    public void onPredictEnd(Map<String, Double> logs) {
        predictEnd.accept(logs);
    }
}
