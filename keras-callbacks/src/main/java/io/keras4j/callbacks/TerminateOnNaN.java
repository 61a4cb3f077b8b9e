package io.keras4j.callbacks;

import io.keras4j.training.Callback;
import io.keras4j.training.Messages;
import java.util.Map;

/**
 * Stops training when the loss is no finite number any more: <a
 * href="https://keras.io/api/callbacks/terminate_on_nan/">keras.callbacks.TerminateOnNaN</a>.
 */
public final class TerminateOnNaN extends Callback {
    private boolean raiseError;

    /** Whether that is an error, by which {@code fit} ends at once; by default training just stops. */
    public TerminateOnNaN raiseError(boolean value) {
        raiseError = value;
        return this;
    }

    @Override
    public void onBatchEnd(int batch, Map<String, Double> logs) {
        Double loss = logs.get("loss");
        if (loss == null || Double.isFinite(loss)) {
            return;
        }
        if (raiseError) {
            throw new ArithmeticException("The loss at batch " + batch + " is " + loss + "; training is terminated");
        }
        Messages.println("Batch " + batch + ": Invalid loss, terminating training");
        model().stopTraining(true);
    }
}
