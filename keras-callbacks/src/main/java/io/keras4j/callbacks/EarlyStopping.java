package io.keras4j.callbacks;

import io.keras4j.training.Messages;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Stops training when a log no longer improves: <a
 * href="https://keras.io/api/callbacks/early_stopping/">keras.callbacks.EarlyStopping</a>.
 *
 * <pre>{@code
 * model.fit(x, y, fit -> fit.epochs(100).validationSplit(0.2)
 *     .callbacks(new EarlyStopping("val_loss").patience(5).restoreBestWeights(true)));
 * }</pre>
 */
public final class EarlyStopping extends MonitorCallback<EarlyStopping> {
    private int patience;
    private int verbose;
    private Double baseline;
    private boolean restoreBestWeights;
    private int startFromEpoch;

    private Double best;
    private int bestEpoch;
    private List<INDArray> bestWeights;
    private int wait;
    private int stoppedEpoch;

    /** Looks at "val_loss". */
    public EarlyStopping() {
        this("val_loss");
    }

    /** Looks at the log of this name. */
    public EarlyStopping(String monitor) {
        super(monitor, 0);
    }

    /** How much at least a log must change to have improved; 0 by default. */
    @Override
    public EarlyStopping minDelta(double value) {
        return super.minDelta(value);
    }

    /** How many epochs without improvement are borne; 0 by default. */
    public EarlyStopping patience(int epochs) {
        patience = epochs;
        return this;
    }

    /** 1 for a message when training is stopped, 0 (the default) for none. */
    public EarlyStopping verbose(int value) {
        verbose = value;
        return this;
    }

    /** A value that has to be surpassed too for an improvement to count; null, the default, for none. */
    public EarlyStopping baseline(Number value) {
        baseline = value == null ? null : Double.valueOf(value.doubleValue());
        return this;
    }

    /** Whether the model gets the weights of the best epoch back when training ends; by default it keeps those of the last. */
    public EarlyStopping restoreBestWeights(boolean value) {
        restoreBestWeights = value;
        return this;
    }

    /** The number of epochs to wait before looking at anything; 0 by default. */
    public EarlyStopping startFromEpoch(int epochs) {
        startFromEpoch = epochs;
        return this;
    }

    /** The number of the epoch after which training was stopped, from 0; 0 also when it was not. */
    public int stoppedEpoch() {
        return stoppedEpoch;
    }

    /** The number of the best epoch, from 0. */
    public int bestEpoch() {
        return bestEpoch;
    }

    @Override
    public void onTrainBegin(Map<String, Double> logs) {
        resolveDirection();
        best = null;
        bestEpoch = 0;
        bestWeights = null;
        wait = 0;
        stoppedEpoch = 0;
    }

    @Override
    public void onEpochEnd(int epoch, Map<String, Double> logs) {
        Double current = current(logs);
        if (current == null || epoch < startFromEpoch) {
            return;
        }
        if (restoreBestWeights && bestWeights == null) {
            bestWeights = model().getWeights();
            bestEpoch = epoch;
        }
        wait++;
        if (isImprovement(current, best)) {
            best = current;
            bestEpoch = epoch;
            if (restoreBestWeights) {
                bestWeights = model().getWeights();
            }
            if (isImprovement(current, baseline)) {
                wait = 0;
            }
        } else if (wait >= patience && epoch > 0) {
            stoppedEpoch = epoch;
            model().stopTraining(true);
        }
    }

    @Override
    public Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("best", best);
        state.put("best_epoch", bestEpoch);
        state.put("best_weights", bestWeights);
        state.put("wait", wait);
        state.put("stopped_epoch", stoppedEpoch);
        return state;
    }

    @Override
    public void restore(Map<String, Object> state) {
        best = (Double) state.get("best");
        bestEpoch = integer(state, "best_epoch");
        List<?> weights = (List<?>) state.get("best_weights");
        bestWeights = weights == null
                ? null
                : weights.stream().map(INDArray.class::cast).toList();
        wait = integer(state, "wait");
        stoppedEpoch = integer(state, "stopped_epoch");
    }

    @Override
    public void onTrainEnd(Map<String, Double> logs) {
        if (stoppedEpoch > 0 && verbose > 0) {
            Messages.println("Epoch " + (stoppedEpoch + 1) + ": early stopping");
        }
        if (bestWeights != null) {
            if (verbose > 0) {
                Messages.println("Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".");
            }
            model().setWeights(bestWeights);
        }
    }
}
