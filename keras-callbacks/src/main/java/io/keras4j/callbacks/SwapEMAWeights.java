package io.keras4j.callbacks;

import io.keras4j.tensor.Variable;
import io.keras4j.training.Callback;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets the averages of weights that an optimizer with {@code useEma} keeps take the places of the weights while a model is evaluated: <a
 * href="https://keras.io/api/callbacks/swap_ema_weights/">keras.callbacks.SwapEMAWeights</a>. Predictions are made with the averages too;
 * afterwards the model has its weights back (Keras 3.15 forgets to).
 *
 * <pre>{@code
 * model.compile(new SGD(0.01).useEma(true), "mse");
 * model.fit(x, y, fit -> fit.validationSplit(0.2)
 *     .callbacks(new SwapEMAWeights().swapOnEpoch(true), new ModelCheckpoint("averaged.keras")));
 * }</pre>
 */
public final class SwapEMAWeights extends Callback {
    private boolean swapOnEpoch;
    private boolean averagesInModel;

    /** Whether the averages are in place also between the end of an epoch and the beginning of the next, for callbacks after this; false by default. */
    public SwapEMAWeights swapOnEpoch(boolean value) {
        swapOnEpoch = value;
        return this;
    }

    @Override
    public void onEpochBegin(int epoch, Map<String, Double> logs) {
        if (swapOnEpoch) {
            place(false);
        }
    }

    /** After the last epoch the averages become what the weights are, for {@code fit} ends with replacing these by those. */
    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        if (swapOnEpoch && !averagesInModel) {
            place(true);
            if (epoch == params().epochs() - 1) {
                averages().forEach((variable, average) -> average.set(variable.array()));
            }
        }
    }

    @Override
    public void onTestBegin(Map<String, Double> logs) {
        place(true);
    }

    @Override
    public void onTestEnd(Map<String, Double> logs) {
        place(false);
    }

    @Override
    public void onPredictBegin(Map<String, Double> logs) {
        place(true);
    }

    @Override
    public void onPredictEnd(Map<String, Double> logs) {
        place(false);
    }

    private void place(boolean averages) {
        if (averages != averagesInModel) {
            averages().forEach(SwapEMAWeights::swap);
            averagesInModel = averages;
        }
    }

    private static void swap(Variable variable, Variable average) {
        INDArray before = variable.array().dup();
        variable.set(average.array());
        average.set(before);
    }

    private Map<Variable, Variable> averages() {
        Map<Variable, Variable> averages =
                model().optimizer() == null ? Map.of() : model().optimizer().averages();
        if (averages.isEmpty()) {
            throw new IllegalStateException(
                    "SwapEMAWeights: the optimizer keeps no averages of weights: compile with useEma(true), and train before evaluating");
        }
        return averages;
    }

    @Override
    public Map<String, Object> state() {
        return Map.of("averages_in_model", averagesInModel);
    }

    @Override
    public void restore(Map<String, Object> state) {
        averagesInModel = (Boolean) state.getOrDefault("averages_in_model", false);
    }
}
