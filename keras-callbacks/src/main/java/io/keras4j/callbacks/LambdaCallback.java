package io.keras4j.callbacks;

import io.keras4j.training.Callback;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Calls functions: <a href="https://keras.io/api/callbacks/lambda_callback/">keras.callbacks.LambdaCallback</a>.
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

    private Hook epochBegin = (epoch, logs) -> {};
    private Hook epochEnd = (epoch, logs) -> {};
    private Consumer<Map<String, Double>> trainBegin = logs -> {};
    private Consumer<Map<String, Double>> trainEnd = logs -> {};
    private Hook trainBatchBegin;
    private Hook trainBatchEnd;

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

    /** Called before a training step. */
    public LambdaCallback onTrainBatchBegin(Hook hook) {
        trainBatchBegin = hook;
        return this;
    }

    /** Called after a training step. */
    public LambdaCallback onTrainBatchEnd(Hook hook) {
        trainBatchEnd = hook;
        return this;
    }

    @Override
    protected boolean followsBatches() {
        return trainBatchBegin != null || trainBatchEnd != null;
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
    public void onTrainBegin(Map<String, Double> logs) {
        trainBegin.accept(logs);
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        trainEnd.accept(logs);
    }

    @Override
    public void onTrainBatchBegin(int batch, Map<String, Double> logs) {
        if (trainBatchBegin != null) {
            trainBatchBegin.call(batch, logs);
        }
    }

    @Override
    public void onTrainBatchEnd(int batch, Map<String, Double> logs) {
        if (trainBatchEnd != null) {
            trainBatchEnd.call(batch, logs);
        }
    }
}
